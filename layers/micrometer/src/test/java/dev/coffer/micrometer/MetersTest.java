package dev.coffer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.spi.Metric;
import dev.coffer.spi.Metrics;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MetersTest {
  private final Telemetry telemetry = new Telemetry();
  private final MeterRegistry meters = telemetry.meters();

  private long count(String operation, String outcome) {
    return meters
        .get("coffer.operation")
        .tags("store", "memory", "operation", operation, "outcome", outcome)
        .timer()
        .count();
  }

  private Gauge inflight(String operation) {
    return meters.get("coffer.operation.inflight").tag("operation", operation).gauge();
  }

  @Test
  void eachOperationIsTimedByItsOutcome() {
    try (FileStore store = telemetry.watch(new InMemoryFileStore())) {
      store.write("a", "four");
      store.write("b", "six six");
      assertThatThrownBy(() -> store.readString("c")).isInstanceOf(NotFoundException.class);
      assertThat(count("write", "ok")).isEqualTo(2);
      assertThat(count("read", "not-found")).isEqualTo(1);
    }
  }

  @Test
  void theSizesOfFilesAreSummedUp() {
    try (FileStore store = telemetry.watch(new InMemoryFileStore())) {
      store.write("a", "four");
      store.readString("a");
      store.readString("a");
      assertThat(meters.get("coffer.operation.bytes").tag("operation", "write").summary().max())
          .isEqualTo(4);
      assertThat(
              meters.get("coffer.operation.bytes").tag("operation", "read").summary().totalAmount())
          .isEqualTo(8);
    }
  }

  @Test
  void aReadIsUnderWayUntilItsStreamIsClosed() throws IOException {
    try (FileStore store = telemetry.watch(new InMemoryFileStore())) {
      store.write("a", "four");
      try (InputStream open = store.open("a")) {
        assertThat(inflight("read").value()).isEqualTo(1);
        assertThat(open.read()).isEqualTo('f');
      }
      assertThat(inflight("read").value()).isZero();
      assertThat(inflight("write").value()).isZero();
      assertThat(count("read", "ok")).isEqualTo(1);
    }
  }

  @Test
  void noTagAndNoSpanNamesAPath() {
    try (FileStore store = telemetry.watch(new InMemoryFileStore())) {
      Everything.with(store, "text");
    }
    assertThat(telemetry.meters.scrape()).doesNotContain("missing", "d/a");
    assertThat(telemetry.spans()).isNotEmpty();
    assertThat(telemetry.spans().toString()).doesNotContain("missing", "d/a");
  }

  @Test
  void theNameOfAStoreCanBeGiven() {
    try (FileStore store =
        new ObservedFileStore(
            new InMemoryFileStore(),
            ObserveOptions.DEFAULTS.listener(telemetry.listener().name("photos")))) {
      store.write("a", "x");
      assertThat(meters.get("coffer.operation").tag("store", "photos").timer().count()).isOne();
    }
  }

  @Test
  void whatAnApplicationSaysOtherwiseIsTagged() {
    OperationConvention own =
        new OperationConvention() {
          @Override
          public KeyValues getLowCardinalityKeyValues(OperationContext context) {
            return OperationConvention.super
                .getLowCardinalityKeyValues(context)
                .and("team", "blue");
          }
        };
    try (FileStore store =
        new ObservedFileStore(
            new InMemoryFileStore(),
            ObserveOptions.DEFAULTS.listener(telemetry.listener().convention(own)))) {
      store.write("a", "x");
      assertThat(meters.get("coffer.operation").tag("team", "blue").timer().count()).isOne();
    }
  }

  /** Counts two numbers. */
  private static final class Counting extends ForwardingFileStore {
    private final AtomicInteger number = new AtomicInteger(2);

    Counting() {
      super(new InMemoryFileStore());
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
      return type == Metrics.class
          ? Optional.of(type.cast(Metrics.with(delegate(), this::measures)))
          : super.unwrap(type);
    }

    private List<Metric> measures() {
      return List.of(
          Metric.gauge("test.level", "things", "How many there are", number::get),
          Metric.gauge("test.age", "seconds", "How old it is", number::get),
          Metric.counter("test.done", "things", "How many were done", number::get));
    }
  }

  @Test
  void whatALayerCountsIsAMeterUntilTheStoreIsClosed() {
    FileStore store = telemetry.watch(new Counting());
    assertThat(meters.get("coffer.test.level").tag("store", "memory").gauge().value()).isEqualTo(2);
    assertThat(meters.get("coffer.test.done").functionCounter().count()).isEqualTo(2);
    store.close();
    assertThat(meters.find("coffer.test.level").gauge()).isNull();
  }

  @Test
  void storesThatAreTaggedAlikeAreAddedUp() {
    Counting first = new Counting();
    FileStore one = telemetry.watch(first);
    FileStore other = telemetry.watch(new Counting());
    first.number.set(5);
    assertThat(meters.get("coffer.test.level").gauge().value()).isEqualTo(7);
    assertThat(meters.get("coffer.test.age").gauge().value()).isEqualTo(5);
    assertThat(meters.get("coffer.test.done").functionCounter().count()).isEqualTo(7);
    one.close();
    assertThat(meters.get("coffer.test.level").gauge().value()).isEqualTo(2);
    assertThat(meters.get("coffer.test.done").functionCounter().count())
        .as("what was counted stays counted")
        .isEqualTo(7);
    other.close();
  }

  @Test
  void aStoreIsTaggedByItsKindAndBucket() {
    assertThat(StoreTag.of("S3(s3://bucket/users/ada)")).isEqualTo("s3:bucket");
    assertThat(StoreTag.of("WebHook(GoogleCloud(gs://data))")).isEqualTo("gs:data");
    assertThat(StoreTag.of("Cached(Local(file:/home/ada/secret dir))")).isEqualTo("local");
    assertThat(StoreTag.of("Scoped(Memory(memory), users/ada)")).isEqualTo("memory");
    assertThat(StoreTag.of("Local(file:/data(1)/Secret(2))")).isEqualTo("local");
    assertThat(StoreTag.of("my own")).isEqualTo("store");
  }
}
