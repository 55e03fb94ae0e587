package dev.coffer.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** The metrics of one operation of one store. */
final class OperationCounter {
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

  boolean hasBegun() {
    return begun.sum() > 0;
  }

  OperationMetrics snapshot() {
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
