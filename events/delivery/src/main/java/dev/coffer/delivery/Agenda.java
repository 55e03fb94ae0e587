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
import java.util.stream.Stream;

/** What is in hand for one receiver: what waits, and what is under way. Safe for all threads. */
final class Agenda {
  /**
   * A delivery under way.
   *
   * @param probe whether the receiver was held for down when it began
   */
  record Running(Job job, boolean probe) {}

  private final int inFlight;
  private final Plan plan;
  private final ReceiverBreaker breaker;
  private final Set<Running> unsettled = new HashSet<>();
  private int running;
  private boolean gone;

  Agenda(DeliveryPolicy policy, ReceiverBreaker breaker) {
    this.inFlight = policy.inFlight();
    this.plan = policy.batch().<Plan>map(BatchPlan::new).orElseGet(() -> new SinglePlan(inFlight));
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

  /** Begins the next delivery, if one is due and there is a place for it. */
  synchronized Optional<Running> begin(Instant now) {
    if (gone || running >= inFlight) {
      return Optional.empty();
    }
    Optional<Running> next =
        plan.next(now, trial -> breaker.allows(trial, now))
            .map(job -> new Running(job, breaker.began(job.trial())));
    next.ifPresent(unsettled::add);
    running += next.isPresent() ? 1 : 0;
    return next;
  }

  /** A delivery has ended: its place is free, and it tells what it tells of the receiver. */
  synchronized void ended(Running ended, EventSink.Result result, Instant now) {
    running--;
    Job job = ended.job();
    boolean refused = result instanceof EventSink.Declined && job.isIndivisible();
    if (refused || result instanceof EventSink.TryAgain) {
      Duration asked = RetrySchedule.bounded(result.after());
      breaker.failed(job.trial(), ended.probe(), now, asked);
    } else if (result instanceof EventSink.Unreadable || result instanceof EventSink.Failed) {
      breaker.ended(job.trial(), ended.probe());
    } else {
      breaker.answered();
    }
  }

  /** Notes what became of the events of a delivery. */
  synchronized void settled(Running ended, Consumer<Plan> change) {
    unsettled.remove(ended);
    if (!gone) {
      change.accept(plan);
    }
  }

  /** The receiver wants nothing any more: what waits, to be given up. */
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

  /** Whether nothing is under way, and the log knows what came of all that was. */
  synchronized boolean isIdle() {
    return unsettled.isEmpty();
  }

  /** How long until a delivery may begin; empty if none waits for its time. */
  synchronized Optional<Duration> untilNext(Instant now) {
    return Stream.of(Trial.values())
        .map(this::next)
        .flatMap(Optional::stream)
        .map(due -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO)
        .min(Duration::compareTo);
  }

  private Optional<Instant> next(Trial trial) {
    return gone
        ? Optional.empty()
        : plan.due(trial)
            .flatMap(
                due -> breaker.next(trial).map(allowed -> due.isAfter(allowed) ? due : allowed));
  }
}
