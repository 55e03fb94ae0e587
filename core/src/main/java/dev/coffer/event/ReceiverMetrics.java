package dev.coffer.event;

import dev.coffer.FileStoreException;
import dev.coffer.spi.Metric;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;

/** Metrics of the deliveries to each receiver. */
final class ReceiverMetrics {
  /** The numbers of one snapshot come from a single query of the log. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final double MILLIS_PER_SECOND = 1000;

  private final FileEventLog log;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private List<ReceiverState> states = List.of();
  private Instant asked = Instant.MIN;

  ReceiverMetrics(FileEventLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  List<Metric> list() {
    List<Metric> all = new ArrayList<>();
    for (ReceiverState state : states()) {
      add(all, state.receiver());
    }
    return all;
  }

  private void add(List<Metric> all, String receiver) {
    String tag = ReceiverName.shown(receiver);
    all.add(
        Metric.gauge(
                "outbox.pending",
                "events",
                "Events that the receiver has not taken yet",
                () -> value(receiver, ReceiverState::pending))
            .tag("receiver", tag));
    all.add(
        Metric.gauge(
                "outbox.oldest.age",
                "seconds",
                "How long ago the oldest event happened that the receiver has not taken yet",
                () -> value(receiver, this::age))
            .tag("receiver", tag));
    all.add(
        Metric.gauge(
                "outbox.dead",
                "events",
                "Events that could not be delivered to the receiver",
                () -> value(receiver, ReceiverState::dead))
            .tag("receiver", tag));
    all.add(
        Metric.gauge(
                "outbox.dropped",
                "events",
                "Events that the receiver did not get since the log was full",
                () -> value(receiver, ReceiverState::dropped))
            .tag("receiver", tag));
  }

  private double age(ReceiverState state) {
    return state
        .oldest()
        .map(time -> Duration.between(time, clock.instant()).toMillis() / MILLIS_PER_SECOND)
        .map(age -> Math.max(0, age))
        .orElse(0.0);
  }

  private double value(String receiver, ToDoubleFunction<ReceiverState> number) {
    return states().stream()
        .filter(state -> state.receiver().equals(receiver))
        .mapToDouble(number)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Returns none if the log is closed or cannot be read. */
  private List<ReceiverState> states() {
    asking.lock();
    try {
      Instant now = clock.instant();
      if (asked.isBefore(now.minus(FRESH)) || asked.isAfter(now)) {
        asked = now;
        try {
          states = log.receivers();
        } catch (IllegalStateException | FileStoreException e) {
          states = List.of();
        }
      }
      return states;
    } finally {
      asking.unlock();
    }
  }
}
