package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.Metric;
import dev.coffer.spi.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The deliveries of a store, as numbers. */
final class ReceiverMetricsTest {
  private static final String RECEIVER = "https+batch://example.org:8443/hooks/T0KEN?ab12";

  private final InMemoryEventLog log = new InMemoryEventLog();

  private static double value(FileStore store, String name) {
    return Metrics.of(store).stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(measure -> measure.value().getAsDouble())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatAReceiverHasNotTakenIsPending() {
    try (EventQueue queue = log.queue(RECEIVER);
        FileStore store = new AnnouncingFileStore(new InMemoryFileStore(), log)) {
      store.write("a", "x");
      store.write("b", "x");
      assertThat(value(store, "outbox.pending")).isEqualTo(2);
      assertThat(value(store, "outbox.oldest.age")).isGreaterThanOrEqualTo(0);
      assertThat(value(store, "outbox.dead")).isZero();
      assertThat(queue).isNotNull();
    }
  }

  @Test
  void aReceiverIsShownWithoutWhatMayBeAKey() {
    try (EventQueue queue = log.queue(RECEIVER);
        FileStore store = new AnnouncingFileStore(new InMemoryFileStore(), log)) {
      List<Metric> measures = Metrics.of(store);
      assertThat(measures).isNotEmpty();
      assertThat(measures)
          .extracting(Metric::tags)
          .allSatisfy(
              tags ->
                  assertThat(tags.get("receiver"))
                      .startsWith("https+batch://example.org:8443/")
                      .doesNotContain("T0KEN"));
      assertThat(queue).isNotNull();
    }
  }
}
