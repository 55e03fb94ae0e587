package dev.coffer.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which of the events in hand are to be delivered next. Not for use by several threads. */
sealed interface Plan permits SinglePlan, BatchPlan {
  void add(EventQueue.Waiting waiting, Instant now);

  /** Whether more events can be held. */
  boolean hasRoom();

  /** The next delivery that is due; it is under way until it is done or failed. */
  Optional<Job> next(Instant now);

  /** All that was covered is settled. */
  void done(Job job);

  /** What is left of what was covered, with the attempts and the time at which to try again. */
  void failed(Job job, List<EventQueue.Waiting> left);

  /** How long nothing will be due, unless events are added; nothing when nothing waits. */
  Optional<Duration> idle(Instant now);

  /** No event waits for others to come with it, until the next delivery has begun. */
  void hurry();
}
