package dev.coffer.delivery;

import dev.coffer.event.EventSink;
import java.util.List;

/** Publishes CloudEvents to a message broker. */
@FunctionalInterface
public interface CloudEventPublisher extends AutoCloseable {
  /**
   * Publishes events and waits until the broker has stored them, or until a time limit of its own.
   *
   * @param events at least one, in order, no two about the same path
   * @return the result; never {@link EventSink.Unreadable}
   * @throws InterruptedException if it must end at once
   */
  EventSink.Result publish(List<CloudEvent> events) throws InterruptedException;

  /** Releases all resources. Closing again does nothing. */
  @Override
  default void close() {}
}
