package dev.coffer.delivery;

import dev.coffer.FilePath;
import dev.coffer.event.EventQueue;
import dev.coffer.event.EventSink;
import dev.coffer.event.SafeLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the outcomes of deliveries, in the log first and then in the agenda. Outcomes that the
 * log cannot accept now are kept and recorded later, without repeating the delivery.
 */
final class DeliveryOutcomes {
  private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
  private static final SafeLog SAFE = new SafeLog(EventDispatcher.class);

  private final EventQueue queue;
  private final DeliveryAgenda agenda;
  private final Retries retries;
  private final Clocks clocks;
  private final DeliveryReceipts receipts;
  private final List<Outcome> kept = new ArrayList<>();
  private volatile boolean gone;
  private volatile boolean closed;

  private record Outcome(DeliveryAgenda.Running delivery, EventSink.Result result) {
    Delivery job() {
      return delivery.job();
    }
  }

  DeliveryOutcomes(
      EventQueue queue,
      DeliveryAgenda agenda,
      Retries retries,
      Clocks clocks,
      DeliveryReceipts receipts) {
    this.queue = queue;
    this.agenda = agenda;
    this.retries = retries;
    this.clocks = clocks;
    this.receipts = receipts;
  }

  /** Returns whether the receiver accepts no more events. */
  boolean isGone() {
    return gone;
  }

  /** Records nothing more: the events of the deliveries in progress stay pending in the log. */
  void close() {
    closed = true;
  }

  /** Records that a delivery was not made: the close interrupted it, or another handle makes it. */
  void putBack(DeliveryAgenda.Running delivery) {
    agenda.ended(delivery, new EventSink.Failed("interrupted"), clocks.now());
    agenda.recorded(delivery, plan -> plan.failed(delivery.job(), delivery.job().covered()));
  }

  /** Records the outcome of a delivery. */
  void record(DeliveryAgenda.Running delivery, EventSink.Result result) {
    if (result instanceof EventSink.Gone left && !gone) {
      gone = true;
      LOG.warn("a receiver accepts no more events: {}", left.reason());
    }
    agenda.ended(delivery, result, clocks.now());
    Outcome outcome = new Outcome(delivery, result);
    try {
      recordOutcome(outcome);
    } catch (Throwable e) {
      synchronized (this) {
        kept.add(outcome);
      }
      if (!closed) {
        SAFE.warn("the event log fails; the outcome of a delivery is recorded later", e);
      }
    }
  }

  /**
   * Records the kept outcomes. One that the log never accepts delays only its own path.
   *
   * @throws RuntimeException of the log, if it accepts none
   */
  void recordKept() {
    List<Outcome> all;
    synchronized (this) {
      all = List.copyOf(kept);
    }
    RuntimeException failure = null;
    boolean some = false;
    for (Outcome outcome : all) {
      try {
        recordOutcome(outcome);
        some = true;
        synchronized (this) {
          kept.remove(outcome);
        }
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null && !some) {
      throw failure;
    }
  }

  private void recordOutcome(Outcome outcome) {
    EventSink.Result result = outcome.result;
    Delivery job = outcome.job();
    if (result instanceof EventSink.Delivered) {
      queue.acknowledge(job.coveredEvents());
      job.coveredEvents().forEach(receipts::delivered);
      agenda.recorded(outcome.delivery, plan -> plan.done(job));
    } else if (gone) {
      giveUp(tried(job), result.reason());
      agenda.recorded(outcome.delivery, plan -> {});
    } else if (isRefusal(result) && !job.isIndivisible()) {
      agenda.recorded(outcome.delivery, plan -> plan.divided(job));
    } else if (result instanceof EventSink.Refused refused) {
      giveUp(tried(job), refused.reason());
      agenda.recorded(outcome.delivery, plan -> plan.done(job));
    } else if (result instanceof EventSink.Unreadable unread) {
      separate(outcome, unread);
    } else {
      tryAgain(outcome);
    }
  }

  private static boolean isRefusal(EventSink.Result result) {
    return result instanceof EventSink.Declined || result instanceof EventSink.Refused;
  }

  private static List<EventQueue.Waiting> tried(Delivery job) {
    return job.covered().stream()
        .map(
            each ->
                new EventQueue.Waiting(each.event(), each.attempts() + 1, each.due(), each.since()))
        .toList();
  }

  private void tryAgain(Outcome outcome) {
    Delivery job = outcome.job();
    Instant now = clocks.now();
    Optional<Duration> asked = outcome.result.after();
    Retries.Sorted sorted =
        outcome.result instanceof EventSink.Failed
            ? retries.withoutAttempt(job.covered(), now)
            : retries.afterAttempt(job.covered(), !outcome.delivery.probe(), asked, now);
    record(sorted, outcome.result.reason());
    if (outcome.result instanceof EventSink.Declined) {
      agenda.recorded(outcome.delivery, plan -> plan.separated(job, sorted.left(), List.of()));
    } else {
      agenda.recorded(outcome.delivery, plan -> plan.failed(job, sorted.left()));
    }
  }

  /**
   * Takes events that the store cannot provide, and all others of their paths, out of a delivery.
   */
  private void separate(Outcome outcome, EventSink.Unreadable unread) {
    Delivery job = outcome.job();
    Set<FilePath> paths = new HashSet<>();
    unread.events().forEach(event -> paths.addAll(event.changedPaths()));
    List<EventQueue.Waiting> apart = new ArrayList<>();
    List<EventQueue.Waiting> rest = new ArrayList<>();
    for (EventQueue.Waiting each : job.covered()) {
      (each.event().changedPaths().stream().anyMatch(paths::contains) ? apart : rest).add(each);
    }
    Retries.Sorted sorted =
        retries.withoutAttempt(apart.isEmpty() ? job.covered() : apart, clocks.now());
    record(sorted, unread.reason());
    List<EventQueue.Waiting> others = apart.isEmpty() ? List.of() : rest;
    agenda.recorded(outcome.delivery, plan -> plan.separated(job, sorted.left(), others));
  }

  private void record(Retries.Sorted sorted, String reason) {
    if (!sorted.exhausted().isEmpty()) {
      giveUp(sorted.exhausted(), reason);
    }
    if (!sorted.left().isEmpty()) {
      queue.retry(sorted.left().stream().map(clocks::toLog).toList(), reason);
    }
  }

  /** Turns events into dead letters. */
  void giveUp(Collection<EventQueue.Waiting> events, String reason) {
    LOG.warn("{} events are given up: {}", events.size(), reason);
    queue.giveUp(events, reason);
    events.forEach(each -> receipts.givenUp(each.event()));
  }
}
