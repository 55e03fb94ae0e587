package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which of the events in hand are to be delivered next. Not for use by several threads. */
sealed interface DeliveryScheduler permits SingleScheduler, BatchScheduler {
  void add(EventQueue.Waiting waiting, Instant now);

  /** Whether more events can be held. */
  boolean hasRoom();

  /**
   * The next delivery that is due; it is under way until one of the methods below says how it
   * ended.
   *
   * @param allowed which deliveries may begin
   */
  Optional<Delivery> next(Instant now, Predicate<DeliveryTrial> allowed);

  /** All that was covered is settled. */
  void done(Delivery job);

  /** What is left of what was covered, with the attempts and the time at which to try again. */
  void failed(Delivery job, List<EventQueue.Waiting> left);

  /** The receiver takes some of it and nobody knows which: it is to come in smaller parts. */
  void divided(Delivery job);

  /**
   * Some of it cannot be delivered now.
   *
   * @param apart those, with the time at which to try each again, alone
   * @param rest the others, to be delivered at once
   */
  void parted(Delivery job, List<EventQueue.Waiting> apart, List<EventQueue.Waiting> rest);

  /** When the next delivery of a kind is due; empty if none waits or none may begin. */
  Optional<Instant> due(DeliveryTrial trial);

  /** All that is held, what is under way included. */
  List<EventQueue.Waiting> held();

  /** No event waits for others to come with it, until the next delivery has begun. */
  void hurry();
}
