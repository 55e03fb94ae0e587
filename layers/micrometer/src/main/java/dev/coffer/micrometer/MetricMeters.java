package dev.coffer.micrometer;

import dev.coffer.spi.Metric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/**
 * The meters of a registry for the metrics of stores. Stores with the same tags share them: counts
 * are added up, and of ages the maximum is shown. The counts of closed stores are kept.
 */
final class MetricMeters {
  private static final IdentityHashMap<MeterRegistry, MetricMeters> ALL = new IdentityHashMap<>();

  /**
   * Guards {@link #ALL} and its content: the last value of a counter may have to be read from an
   * event log.
   */
  private static final ReentrantLock LOCK = new ReentrantLock();

  private final MeterRegistry registry;
  private final Map<Id, Shared> shared = new HashMap<>();

  private MetricMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Id(String name, Map<String, String> tags) {}

  /** A meter and the stores whose numbers it shows. */
  private static final class Shared {
    private final List<DoubleSupplier> sources = new CopyOnWriteArrayList<>();
    private final boolean greatest;
    private volatile double ended;

    Shared(Metric measure) {
      this.greatest = measure.unit().equals("seconds");
    }

    double value() {
      double value = ended;
      boolean known = ended > 0;
      for (DoubleSupplier source : sources) {
        double one = source.getAsDouble();
        if (!Double.isNaN(one)) {
          known = true;
          value = greatest ? Math.max(value, one) : value + one;
        }
      }
      return known ? value : Double.NaN;
    }

    double count() {
      double value = value();
      return Double.isNaN(value) ? 0 : value;
    }
  }

  static MetricMeters of(MeterRegistry registry) {
    LOCK.lock();
    try {
      return ALL.computeIfAbsent(registry, MetricMeters::new);
    } finally {
      LOCK.unlock();
    }
  }

  /** Shows a metric from now on; the result ends that. */
  Runnable add(Metric measure) {
    DoubleSupplier source = measure.value();
    Id id = new Id("coffer." + measure.name(), measure.tags());
    LOCK.lock();
    try {
      ALL.putIfAbsent(registry, this);
      Shared meter = shared.computeIfAbsent(id, unused -> new Shared(measure));
      meter.sources.add(source);
      Meter registered = register(id, measure, meter);
      return () -> remove(id, measure.kind(), source, registered);
    } finally {
      LOCK.unlock();
    }
  }

  /** Returns the meter, which may already be registered. */
  private Meter register(Id id, Metric measure, Shared meter) {
    Tags tags = Tags.empty();
    for (Map.Entry<String, String> tag : id.tags().entrySet()) {
      tags = tags.and(tag.getKey(), tag.getValue());
    }
    String unit = measure.unit().isEmpty() ? null : measure.unit();
    return measure.kind() == Metric.Kind.COUNTER
        ? FunctionCounter.builder(id.name(), meter, Shared::count)
            .description(measure.description())
            .baseUnit(unit)
            .tags(tags)
            .register(registry)
        : Gauge.builder(id.name(), meter, Shared::value)
            .description(measure.description())
            .baseUnit(unit)
            .tags(tags)
            .strongReference(true)
            .register(registry);
  }

  private void remove(Id id, Metric.Kind kind, DoubleSupplier source, Meter registered) {
    LOCK.lock();
    try {
      Shared meter = shared.get(id);
      if (meter == null || !meter.sources.remove(source)) {
        return;
      }
      if (kind == Metric.Kind.COUNTER) {
        double last = source.getAsDouble();
        double before = meter.ended;
        meter.ended = Double.isNaN(last) ? before : before + last;
      } else if (meter.sources.isEmpty()) {
        shared.remove(id);
        registry.remove(registered);
      }
      if (shared.isEmpty()) {
        ALL.remove(registry);
      }
    } finally {
      LOCK.unlock();
    }
  }
}
