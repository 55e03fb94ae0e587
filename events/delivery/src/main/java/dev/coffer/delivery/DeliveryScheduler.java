package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides which of the events in memory are delivered next. Not thread-safe. */
sealed interface DeliveryScheduler permits SingleScheduler, BatchScheduler {
  void add(EventQueue.Waiting waiting, Instant now);

  /** Returns whether there is room for more events. */
  boolean hasRoom();

  /**
   * Returns the next due delivery; it is in progress until one of the methods below is called.
   *
   * @param allowed decides which deliveries may begin
   */
  Optional<Delivery> next(Instant now, Predicate<DeliveryTrial> allowed);

  /** Ends a delivery all of whose events are delivered or given up. */
  void done(Delivery job);

  /**
   * Ends a failed delivery, with the remaining events, their attempts and the times of their
   * retries.
   */
  void failed(Delivery job, List<EventQueue.Waiting> left);

  /**
   * Ends a delivery of which the receiver accepts an unknown part: it is retried in smaller parts.
   */
  void divided(Delivery job);

  /**
   * Ends a delivery of which some events cannot be delivered now.
   *
   * @param apart those events, with the time at which to retry each alone
   * @param rest the others, to be delivered at once
   */
  void separated(Delivery job, List<EventQueue.Waiting> apart, List<EventQueue.Waiting> rest);

  /** Returns when the next delivery of a kind is due; empty if none waits or none may begin. */
  Optional<Instant> due(DeliveryTrial trial);

  /** Returns all events held, including those being delivered. */
  List<EventQueue.Waiting> held();

  /** Makes events due without waiting for a fuller batch, until the next delivery has begun. */
  void hurry();
}
