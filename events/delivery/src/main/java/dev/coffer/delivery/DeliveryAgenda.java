package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The events in memory for one receiver: waiting and being delivered. Thread-safe. */
final class DeliveryAgenda {
  /**
   * A delivery in progress.
   *
   * @param probe whether the receiver was considered down when it began
   * @param plan the plan that it belongs to
   */
  record Running(Delivery job, boolean probe, DeliveryScheduler plan) {}

  private final int inFlight;
  private final Supplier<DeliveryScheduler> plans;
  private final ReceiverBreaker breaker;
  private final Set<Running> unsettled = new HashSet<>();
  private DeliveryScheduler plan;
  private int running;

  /** Whether the receiver has said that it accepts no more events: no delivery begins then. */
  private boolean ending;

  /** Whether the waiting events are given up. */
  private boolean gone;

  DeliveryAgenda(DeliveryPolicy policy, ReceiverBreaker breaker) {
    this.inFlight = policy.inFlight();
    this.plans =
        () ->
            policy
                .batch()
                .<DeliveryScheduler>map(BatchScheduler::new)
                .orElseGet(() -> new SingleScheduler(inFlight));
    this.plan = plans.get();
    this.breaker = breaker;
  }

  synchronized boolean hasRoom() {
    return plan.hasRoom();
  }

  synchronized void add(List<EventQueue.Waiting> events, Instant now) {
    events.forEach(each -> plan.add(each, now));
  }

  synchronized void hurry() {
    plan.hurry();
  }

  /** Begins the next delivery, if one is due and the limit of concurrent deliveries allows it. */
  synchronized Optional<Running> begin(Instant now) {
    if (ending || running >= inFlight) {
      return Optional.empty();
    }
    Optional<Running> next =
        plan.next(now, trial -> breaker.allows(trial, now))
            .map(job -> new Running(job, breaker.began(job.trial()), plan));
    next.ifPresent(unsettled::add);
    running += next.isPresent() ? 1 : 0;
    return next;
  }

  /** Records the end of a delivery, and what its result shows about the receiver. */
  synchronized void ended(Running ended, EventSink.Result result, Instant now) {
    running--;
    ending |= result instanceof EventSink.Gone;
    Delivery job = ended.job();
    boolean refused = result instanceof EventSink.Declined && job.isIndivisible();
    if (refused || result instanceof EventSink.TryAgain) {
      Duration asked = RetrySchedule.bounded(result.after());
      breaker.failed(job.trial(), ended.probe(), now, asked);
    } else if (result instanceof EventSink.Unreadable || result instanceof EventSink.Failed) {
      breaker.ended(job.trial(), ended.probe());
    } else {
      breaker.responded();
    }
  }

  /** Records the outcome of the events of a delivery. */
  synchronized void recorded(Running ended, Consumer<DeliveryScheduler> change) {
    unsettled.remove(ended);
    if (!gone) {
      change.accept(ended.plan());
    }
  }

  /** Forgets all events. Deliveries in progress end as they may. */
  synchronized void forget() {
    plan = plans.get();
  }

  /** Returns the waiting events, to be given up, since the receiver accepts no more events. */
  synchronized List<EventQueue.Waiting> abandon() {
    if (gone) {
      return List.of();
    }
    gone = true;
    Set<EventQueue.Waiting> others = new HashSet<>(plan.held());
    unsettled.forEach(each -> each.job().covered().forEach(others::remove));
    return List.copyOf(others);
  }

  synchronized boolean isBusy() {
    return running >= inFlight;
  }

  /** Returns whether no delivery is in progress and all outcomes are recorded in the log. */
  synchronized boolean isIdle() {
    return unsettled.isEmpty();
  }

  /** Returns the time until a delivery may begin; empty if none is scheduled. */
  synchronized Optional<Duration> untilNext(Instant now) {
    return Stream.of(DeliveryTrial.values())
        .map(this::next)
        .flatMap(Optional::stream)
        .map(due -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO)
        .min(Duration::compareTo);
  }

  private Optional<Instant> next(DeliveryTrial trial) {
    return ending
        ? Optional.empty()
        : plan.due(trial)
            .flatMap(
                due -> breaker.next(trial).map(allowed -> due.isAfter(allowed) ? due : allowed));
  }
}
