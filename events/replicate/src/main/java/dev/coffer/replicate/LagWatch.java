package dev.coffer.replicate;

import dev.coffer.FileStoreException;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.ReceiverState;
import dev.coffer.event.SafeLog;
import dev.coffer.spi.Metric;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the replicas of a store are behind. */
final class LagWatch implements Replication {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedFileStore.class);
  private static final SafeLog SAFE = new SafeLog(ReplicatedFileStore.class);
  private static final double MILLIS_PER_SECOND = 1000;
  private static final long COLLECTION_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final List<String> names;
  private final FileEventLog log;
  private final Duration maxLag;
  private final InstantSource clock;
  private final List<Consumer<ReplicaState>> listeners = new CopyOnWriteArrayList<>();

  /** The replicas that are known to lag; used by one thread. */
  private final Set<String> late = new HashSet<>();

  private volatile @Nullable Seen seen;

  /** What the log said at a time. */
  private record Seen(List<ReplicaState> states, long at) {}

  LagWatch(List<String> names, FileEventLog log, Duration maxLag, InstantSource clock) {
    this.names = names;
    this.log = log;
    this.maxLag = maxLag;
    this.clock = clock;
  }

  @Override
  public List<ReplicaState> replicas() {
    List<ReceiverState> known = log.receivers();
    return names.stream()
        .flatMap(name -> known.stream().filter(state -> state.receiver().equals(name)))
        .map(this::state)
        .toList();
  }

  private ReplicaState state(ReceiverState state) {
    return new ReplicaState(
        state.receiver(),
        state.pending(),
        state.pendingBytes(),
        state.oldest().map(this::age).orElse(Duration.ZERO),
        state.dead() + state.dropped(),
        state.lastAnswer());
  }

  private Duration age(Instant oldest) {
    Duration age = Duration.between(oldest, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  @Override
  public void listen(Consumer<ReplicaState> listener) {
    listeners.add(listener);
  }

  /** Tells of the replicas that have begun to lag. Called by one thread at a time. */
  void look() {
    for (ReplicaState state : states()) {
      boolean lags = state.lag().compareTo(maxLag) > 0;
      if (!lags && late.remove(state.replica())) {
        LOG.info("replica {} has caught up", state.replica());
      } else if (lags && late.add(state.replica())) {
        tell(state);
      }
    }
  }

  private void tell(ReplicaState state) {
    LOG.warn(
        "replica {} is {} behind, with {} changes to come{}",
        state.replica(),
        state.lag().truncatedTo(ChronoUnit.SECONDS),
        state.pending(),
        state.lastFailure().map(reason -> ": " + reason).orElse(""));
    for (Consumer<ReplicaState> listener : listeners) {
      try {
        listener.accept(state);
      } catch (RuntimeException e) {
        SAFE.warn("a listener for the lag of replicas failed", e);
      }
    }
  }

  List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    for (String name : names) {
      all.add(
          gauge(
              "replication.lag",
              "seconds",
              "The age of the oldest change that the replica does not have yet",
              name,
              state -> state.lag().toMillis() / MILLIS_PER_SECOND));
      all.add(
          gauge(
              "replication.pending",
              "changes",
              "Changes that the replica does not have yet",
              name,
              ReplicaState::pending));
      all.add(
          gauge(
              "replication.pending.bytes",
              "bytes",
              "The sizes of the files of these changes",
              name,
              ReplicaState::pendingBytes));
      all.add(
          gauge(
              "replication.failed",
              "changes",
              "Changes that the replica did not accept",
              name,
              ReplicaState::failed));
    }
    return all;
  }

  private Metric gauge(
      String name, String unit, String help, String replica, ToDoubleFunction<ReplicaState> of) {
    return Metric.gauge(name, unit, help, () -> value(replica, of)).tag("replica", replica);
  }

  /** One question serves the metrics of one collection. */
  private double value(String replica, ToDoubleFunction<ReplicaState> of) {
    Seen known = seen;
    if (known == null || System.nanoTime() - known.at() > COLLECTION_NANOS) {
      known = new Seen(states(), System.nanoTime());
      seen = known;
    }
    return known.states().stream()
        .filter(state -> state.replica().equals(replica))
        .mapToDouble(of)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Returns none if the log is closed or cannot be read. */
  private List<ReplicaState> states() {
    try {
      return replicas();
    } catch (IllegalStateException | FileStoreException e) {
      return List.of();
    }
  }
}
