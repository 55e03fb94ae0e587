package dev.coffer.delivery;

import dev.coffer.FileStore;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A receiver of a store's events outside the process.
 *
 * @param kind its kind, one word such as {@code WebHook}, for the nested layers that a store prints
 * @param name its name in an event log; stays the same after a restart and contains no secret
 * @param policy how events are delivered to it
 * @param maxWait how long a change waits at most until the receiver has it; empty if changes do not
 *     wait
 * @param sink opens the sink that delivers to it, given the store whose files are delivered; the
 *     sink is closed with the delivering store
 * @param group the receivers of which a change waits for some; empty if it belongs to none
 */
public record Receiver(
    String kind,
    String name,
    DeliveryPolicy policy,
    Optional<Duration> maxWait,
    Function<FileStore, EventSink> sink,
    Optional<ReceiverGroup> group) {
  /**
   * Creates a receiver that belongs to no group.
   *
   * @param kind its kind
   * @param name its name
   * @param policy how events are delivered to it
   * @param maxWait how long a change waits at most
   * @param sink opens the sink
   */
  public Receiver(
      String kind,
      String name,
      DeliveryPolicy policy,
      Optional<Duration> maxWait,
      Function<FileStore, EventSink> sink) {
    this(kind, name, policy, maxWait, sink, Optional.empty());
  }

  /** Returns its name. */
  @Override
  public String toString() {
    return name;
  }
}
