package dev.coffer.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Delivers events to a system outside of this process.
 *
 * <p>An event may be delivered more than once, with the same id. The events of one path are
 * delivered one at a time and in order; those of different paths concurrently from several threads,
 * unless they are delivered in batches.
 *
 * <p>{@code EventSinkContract} of the test kit states what a sink must do, as tests.
 */
@FunctionalInterface
public interface EventSink extends AutoCloseable {
  /**
   * Delivers events and waits until the receiver has them, or until the sink's own time limit: then
   * the delivery is to be retried.
   *
   * @param events at least one event, in order, no two about the same path
   * @return the result
   * @throws InterruptedException if it must end at once
   */
  Result deliver(List<FileEvent> events) throws InterruptedException;

  /** Releases all resources. No delivery begins any more; closing again does nothing. */
  @Override
  default void close() {}

  /** The result of a delivery, and the cause of a failure. */
  sealed interface Result {
    /**
     * Returns what went wrong.
     *
     * @return the reason; empty if nothing went wrong
     */
    default String reason() {
      return "";
    }

    /**
     * Returns the delay that the receiver asked for.
     *
     * @return the delay; empty if it asked for none
     */
    default Optional<Duration> after() {
      return Optional.empty();
    }
  }

  /** The receiver has the events. */
  record Delivered() implements Result {}

  /**
   * The receiver failed, or did not accept the events and may accept them later. The events are
   * retried for as long as the receiver's policy allows; then they are dead letters.
   *
   * @param reason why not now; without any secret
   * @param after the time that the receiver asked for, if any
   */
  record TryAgain(String reason, Optional<Duration> after) implements Result {}

  /**
   * The receiver works but does not accept these events as they are now. If there are several, the
   * one that it does not accept is found by delivering them in smaller parts; that one is retried
   * alone, as after {@link TryAgain}.
   *
   * @param reason why not; without any secret
   * @param after the time that the receiver asked for, if any
   */
  record Declined(String reason, Optional<Duration> after) implements Result {}

  /**
   * The store cannot provide the content to deliver for some of the events. Nothing was delivered.
   * The receiver is not considered down, and this does not count as an attempt: these events are
   * retried alone, each on its own schedule, and the others at once.
   *
   * @param events the affected events, out of those to deliver
   * @param reason why not; without any secret
   */
  record Unreadable(List<FileEvent> events, String reason) implements Result {}

  /**
   * The sink failed, and neither the receiver nor an event nor the store is known to be the cause.
   * This does not count as an attempt. An exception or error thrown by a sink is treated the same.
   *
   * @param reason why; without any secret
   */
  record Failed(String reason) implements Result {}

  /**
   * The receiver will never accept the event: it is a dead letter at once. If there are several
   * events, the refused one is determined.
   *
   * @param reason why; without any secret
   */
  record Refused(String reason) implements Result {}

  /**
   * The receiver wants no more events: all events that wait for it become dead letters.
   *
   * @param reason what it said; without any secret
   */
  record Gone(String reason) implements Result {}
}
