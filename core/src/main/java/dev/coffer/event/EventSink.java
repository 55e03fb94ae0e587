package dev.coffer.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives events to a system outside of this process.
 *
 * <p>An event may come more than once, with the same id. The events of one path come one at a time
 * and in order; those of different paths at the same time from several threads, unless the {@link
 * DeliveryPolicy} is one of batches.
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
   * @throws InterruptedException when it is to end at once
   */
  Result deliver(List<FileEvent> events) throws InterruptedException;

  /** Gives back what it holds. No delivery is begun any more; a second close does nothing. */
  @Override
  default void close() {}

  /** What came of a delivery. */
  sealed interface Result {}

  /** The receiver has the events. */
  record Delivered() implements Result {}

  /**
   * It may succeed later.
   *
   * @param reason why not now; without any secret
   * @param after the time that the receiver asked for, if any
   */
  record TryAgain(String reason, Optional<Duration> after) implements Result {}

  /**
   * It will not succeed.
   *
   * @param reason why; without any secret
   */
  record Refused(String reason) implements Result {}

  /**
   * The receiver wants no event any more.
   *
   * @param reason what it said; without any secret
   */
  record Gone(String reason) implements Result {}
}
