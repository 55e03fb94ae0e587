package dev.coffer.event;

/**
 * An event that could not be delivered to a receiver.
 *
 * @param receiver the receiver that did not accept it
 * @param event the event
 * @param attempts the number of delivery attempts
 * @param reason why the last attempt failed; without any secret
 */
public record DeadLetter(String receiver, FileEvent event, int attempts, String reason) {}
