package dev.coffer.micrometer;

import dev.coffer.observe.Outcome;
import dev.coffer.observe.StoreOperation;
import dev.coffer.spi.Metric;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The meters of one kind of operation of a store, in addition to its time. */
final class OperationMeters {
  private static final Set<StoreOperation> WITH_BYTES =
      EnumSet.of(
          StoreOperation.WRITE, StoreOperation.READ, StoreOperation.COPY, StoreOperation.MOVE);

  private final LongAdder underWay = new LongAdder();
  private final @Nullable DistributionSummary sizes;

  OperationMeters(StoreOperation operation, String store, MeterRegistry meters) {
    this.sizes =
        WITH_BYTES.contains(operation)
            ? DistributionSummary.builder("coffer.operation.bytes")
                .description("The bytes of a file that were written or returned")
                .baseUnit("bytes")
                .tag("store", store)
                .tag("operation", operation.toString())
                .register(meters)
            : null;
  }

  /** Returns the gauge of operations in progress. */
  Metric gauge(StoreOperation operation) {
    return Metric.gauge("operation.inflight", "operations", "Operations in progress", underWay::sum)
        .tag("operation", operation.toString());
  }

  void begin() {
    underWay.increment();
  }

  void end(Outcome outcome) {
    underWay.decrement();
    if (sizes != null && outcome.error().isEmpty()) {
      sizes.record((double) outcome.bytes());
    }
  }
}
