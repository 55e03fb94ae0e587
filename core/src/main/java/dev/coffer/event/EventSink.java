package dev.coffer.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives events to a system outside of this process.
 *
 * <p>An event may come more than once, with the same id. The events of one path come one at a time
 * and in order; those of different paths at the same time from several threads, unless they are
 * delivered in batches.
 *
 * <p>{@code EventSinkContract} of the test kit states what a sink must do, as tests.
 */
@FunctionalInterface
public interface EventSink extends AutoCloseable {
  /**
   * Delivers events and waits until the receiver has them, or until a limit of its own: then the
   * delivery is to be tried again.
   *
   * @param events at least one, in order, none about a path that a later one is about
   * @return what came of it
   * @throws InterruptedException if it is to end at once
   */
  Result deliver(List<FileEvent> events) throws InterruptedException;

  /** Gives back what it holds. No delivery is begun any more; a second close does nothing. */
  @Override
  default void close() {}

  /** What came of a delivery, and whose failure it was. */
  sealed interface Result {
    /**
     * What went wrong.
     *
     * @return empty if nothing did
     */
    default String reason() {
      return "";
    }

    /**
     * How long the receiver asked to be left alone.
     *
     * @return empty if it asked for nothing
     */
    default Optional<Duration> after() {
      return Optional.empty();
    }
  }

  /** The receiver has the events. */
  record Delivered() implements Result {}

  /**
   * The receiver failed, or did not take the events and may take them later. Events that are tried
   * for as long as the receiver's policy allows; then they are dead letters.
   *
   * @param reason why not now; without any secret
   * @param after the time that the receiver asked for, if any
   */
  record TryAgain(String reason, Optional<Duration> after) implements Result {}

  /**
   * The receiver is well and does not take these events, as they are, now. Of several the one that
   * it does not take is found by delivering them in smaller parts; that one is tried again alone,
   * as after {@link TryAgain}.
   *
   * @param reason why not; without any secret
   * @param after the time that the receiver asked for, if any
   */
  record Declined(String reason, Optional<Duration> after) implements Result {}

  /**
   * The store cannot give what is to be delivered of some of the events. Nothing was delivered. The
   * receiver is not held for down, and it is no attempt: these events are tried again alone, each
   * by a schedule of its own, and the others at once.
   *
   * @param events those, of the events to deliver
   * @param reason why not; without any secret
   */
  record Unreadable(List<FileEvent> events, String reason) implements Result {}

  /**
   * The sink failed, and neither the receiver nor an event nor the store is known to be to blame.
   * It is no attempt. An exception or error that a sink throws is the same.
   *
   * @param reason why; without any secret
   */
  record Failed(String reason) implements Result {}

  /**
   * The receiver will never take it: a dead letter at once. Of several events it is found which one
   * it is.
   *
   * @param reason why; without any secret
   */
  record Refused(String reason) implements Result {}

  /**
   * The receiver wants no event any more: all that waits for it are dead letters.
   *
   * @param reason what it said; without any secret
   */
  record Gone(String reason) implements Result {}
}
