package dev.coffer.delivery;

import dev.coffer.FileStore;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * On which terms a message broker hears of changes, whatever kind it is.
 *
 * @param name the name of the receiver in the outbox, without a secret
 * @param policy how changes are delivered
 * @param content the size of the largest file whose content is sent along; empty if none is
 * @param timeout how long one attempt may take
 * @param waits whether a change returns only once the broker has it, or after the timeout
 */
public record BusTerms(
    String name, DeliveryPolicy policy, OptionalLong content, Duration timeout, boolean waits) {
  /**
   * Returns a receiver on these terms.
   *
   * @param kind the kind of the broker, for the names of threads
   * @param sink opens what delivers, given the store whose changes are delivered
   * @return the receiver
   */
  public Receiver receiver(String kind, Function<FileStore, EventSink> sink) {
    return new Receiver(kind, name, policy, waits ? Optional.of(timeout) : Optional.empty(), sink);
  }

  /**
   * Returns a sink that publishes each changed path.
   *
   * @param store the store whose changes are delivered
   * @param publisher sends to the broker; closed with the sink
   * @return the sink
   */
  public EventSink sink(FileStore store, CloudEventPublisher publisher) {
    return new CloudEventSink(new CloudEvents(store, content), publisher);
  }
}
