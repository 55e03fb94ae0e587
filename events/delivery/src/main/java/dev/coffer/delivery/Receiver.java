package dev.coffer.delivery;

import dev.coffer.FileStore;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Someone outside of the process who receives the events of a store.
 *
 * @param kind what it is, in one word such as {@code WebHook}, for the nest of layers that a store
 *     prints
 * @param name by which an event log knows it; the same after a restart, without any secret
 * @param formerName the name that an event log of an earlier version may have for it
 * @param policy how it is served
 * @param maxWait how long a change waits at the most until the receiver has it; empty if changes do
 *     not wait
 * @param sink opens what delivers to it, given the store whose files are delivered; closed with the
 *     store that delivers
 */
public record Receiver(
    String kind,
    String name,
    Optional<String> formerName,
    DeliveryPolicy policy,
    Optional<Duration> maxWait,
    Function<FileStore, EventSink> sink) {
  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
