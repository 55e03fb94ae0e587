package dev.coffer.cache;

import dev.coffer.spi.Metric;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a cache counts. */
final class CacheCounters {
  private final LongAdder hits = new LongAdder();
  private final LongAdder loads = new LongAdder();
  private final LongAdder checks = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder outdated = new LongAdder();
  private final LongAdder sharedHits = new LongAdder();

  void hit() {
    hits.increment();
  }

  void sharedHit() {
    sharedHits.increment();
  }

  void loaded() {
    loads.increment();
  }

  void checked() {
    checks.increment();
  }

  void evicted() {
    evictions.increment();
  }

  void outdated() {
    outdated.increment();
  }

  List<Metric> metrics(FileCache cache, @Nullable DiskCache disk) {
    return List.of(
        Metric.counter("cache.hits", "reads", "Reads answered from the cache", hits::sum),
        Metric.counter(
            "cache.shared.hits",
            "reads",
            "Files found in the cache that processes share, and current",
            sharedHits::sum),
        Metric.counter("cache.loads", "reads", "Files read from the store", loads::sum),
        Metric.counter(
            "cache.checks", "requests", "Requests whether cached files have changed", checks::sum),
        Metric.counter(
            "cache.evictions", "files", "Files that made room for others", evictions::sum),
        Metric.counter(
            "cache.outdated",
            "reads",
            "Files that changed while they were read, and were not kept",
            outdated::sum),
        Metric.gauge("cache.files", "files", "Files in the cache", cache::files),
        Metric.gauge("cache.size", "bytes", "Memory that the cache holds", cache::bytes),
        Metric.gauge(
            "cache.disk.size",
            "bytes",
            "Bytes in the directory of the cache",
            () -> disk == null ? 0 : disk.size()));
  }
}
