package dev.coffer.event;

/**
 * An event that could not be delivered to a receiver.
 *
 * @param receiver who did not take it
 * @param event the event
 * @param attempts how often it was tried
 * @param reason why the last attempt failed; without any secret
 */
public record DeadLetter(String receiver, FileEvent event, int attempts, String reason) {}
