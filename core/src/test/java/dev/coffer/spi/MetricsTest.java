package dev.coffer.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.CallListener;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.observe.OperationListener;
import dev.coffer.observe.StoreCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stores and layers count beside operations comes up through the layers. */
final class MetricsTest {
  /** Counts one number. */
  private static final class Counting extends ForwardingFileStore {
    private final String name;

    Counting(FileStore delegate, String name) {
      super(delegate);
      this.name = name;
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
      return type == Metrics.class
          ? Optional.of(
              type.cast(
                  Metrics.with(
                      delegate(),
                      () ->
                          List.of(
                              Metric.gauge(name, "things", "Some", () -> 1).tag("place", "here")))))
          : super.unwrap(type);
    }
  }

  @Test
  void aStoreThatCountsNothingHasNone() {
    assertThat(Metrics.of(new InMemoryFileStore())).isEmpty();
  }

  @Test
  void aLayerAddsItsOwnToThoseBelow() {
    FileStore store = new Counting(new Counting(new InMemoryFileStore(), "low"), "high");
    assertThat(Metrics.of(store)).extracting(Metric::name).containsExactly("low", "high");
    assertThat(Metrics.of(store).get(0).tags()).containsEntry("place", "here");
    assertThat(Metrics.of(store).get(0).value().getAsDouble()).isEqualTo(1);
  }

  @Test
  void alsoAnAuditedStorePassesThemOn() {
    OperationListener all =
        new OperationListener() {
          @Override
          public CallListener begin(StoreCall call) {
            return new CallListener() {};
          }

          @Override
          public boolean needsAll() {
            return true;
          }
        };
    FileStore store =
        new ObservedFileStore(
            new Counting(new InMemoryFileStore(), "low"), ObserveOptions.DEFAULTS.listener(all));
    assertThat(Metrics.of(store)).extracting(Metric::name).containsExactly("low");
  }

  @Test
  void aViewTellsNothingOfTheWholeStore() {
    FileStore store = new Counting(new InMemoryFileStore(), "low");
    assertThat(Metrics.of(store.scoped("users/ada"))).isEmpty();
    assertThat(Metrics.of(store.readOnly())).isEmpty();
  }
}
