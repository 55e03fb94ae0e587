package dev.coffer.observe;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** The metrics of one store. */
final class OperationCounters {
  private final EnumMap<StoreOperation, OfOperation> all = new EnumMap<>(StoreOperation.class);

  OperationCounters() {
    for (StoreOperation operation : StoreOperation.values()) {
      all.put(operation, new OfOperation());
    }
  }

  /** The metrics of one operation. */
  static final class OfOperation {
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Histogram times = new Histogram();
    private final ConcurrentMap<String, LongAdder> errors = new ConcurrentHashMap<>();

    void begin() {
      begun.increment();
    }

    void end(Outcome outcome) {
      ended.increment();
      bytes.add(outcome.bytes());
      times.add(outcome.nanos());
      if (outcome.error().isPresent()) {
        errors.computeIfAbsent(outcome.word(), kind -> new LongAdder()).increment();
      }
    }

    private OperationMetrics snapshot() {
      long count = ended.sum();
      Map<String, Long> kinds = new TreeMap<>();
      errors.forEach((kind, number) -> kinds.put(kind, number.sum()));
      return new OperationMetrics(
          count,
          Math.max(0, begun.sum() - count),
          Map.copyOf(kinds),
          bytes.sum(),
          times.quantile(0.5),
          times.quantile(0.95),
          times.quantile(0.99));
    }
  }

  OfOperation of(StoreOperation operation) {
    return Objects.requireNonNull(all.get(operation));
  }

  /** As {@link FileStoreMetrics#snapshot}. */
  Map<StoreOperation, OperationMetrics> snapshot() {
    Map<StoreOperation, OperationMetrics> snapshot = new EnumMap<>(StoreOperation.class);
    for (StoreOperation operation : StoreOperation.values()) {
      if (of(operation).begun.sum() > 0) {
        snapshot.put(operation, of(operation).snapshot());
      }
    }
    return Collections.unmodifiableMap(snapshot);
  }
}
