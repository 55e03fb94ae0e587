package dev.coffer.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.observe.StoreCall;
import dev.coffer.observe.Watch;
import dev.coffer.observe.Watcher;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stores and layers count beside operations comes up through the layers. */
final class MeasuresTest {
  /** Counts one number. */
  private static final class Counting extends ForwardingFileStore {
    private final String name;

    Counting(FileStore delegate, String name) {
      super(delegate);
      this.name = name;
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
      return type == Measures.class
          ? Optional.of(
              type.cast(
                  Measures.with(
                      delegate(),
                      () ->
                          List.of(
                              Measure.gauge(name, "things", "Some", () -> 1)
                                  .tag("place", "here")))))
          : super.unwrap(type);
    }
  }

  @Test
  void aStoreThatCountsNothingHasNone() {
    assertThat(Measures.of(new InMemoryFileStore())).isEmpty();
  }

  @Test
  void aLayerAddsItsOwnToThoseBelow() {
    FileStore store = new Counting(new Counting(new InMemoryFileStore(), "low"), "high");
    assertThat(Measures.of(store)).extracting(Measure::name).containsExactly("low", "high");
    assertThat(Measures.of(store).get(0).tags()).containsEntry("place", "here");
    assertThat(Measures.of(store).get(0).value().getAsDouble()).isEqualTo(1);
  }

  @Test
  void alsoAnAuditedStorePassesThemOn() {
    Watcher all =
        new Watcher() {
          @Override
          public Watch begin(StoreCall call) {
            return new Watch() {};
          }

          @Override
          public boolean needsAll() {
            return true;
          }
        };
    FileStore store =
        new ObservedFileStore(
            new Counting(new InMemoryFileStore(), "low"), ObserveOptions.DEFAULTS.watcher(all));
    assertThat(Measures.of(store)).extracting(Measure::name).containsExactly("low");
  }

  @Test
  void aViewTellsNothingOfTheWholeStore() {
    FileStore store = new Counting(new InMemoryFileStore(), "low");
    assertThat(Measures.of(store.scoped("users/ada"))).isEmpty();
    assertThat(Measures.of(store.readOnly())).isEmpty();
  }
}
