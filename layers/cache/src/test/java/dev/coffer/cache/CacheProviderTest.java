package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.versioning.FileVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheProviderTest {
  @Test
  void theOptionPutsACacheAroundVersioningAndTheStore() {
    try (FileStore store = FileStores.open("memory:?cache=1MiB&versioning=on")) {
      assertThat(store).hasToString("Observed(Cached(Versioning(Memory(memory))))");
    }
  }

  @Test
  void aRestoredVersionIsSeenAtOnce() {
    try (FileStore store = FileStores.open("memory:?cache=1MiB&versioning=on")) {
      store.write("a", "one");
      store.write("a", "two");
      assertThat(store.readString("a")).isEqualTo("two");
      FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
      versions.restore("a", versions.versions("a").get(0).id());
      assertThat(store.readString("a")).isEqualTo("one");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cache=0, at least 1 byte",
    "cache=1MiB&cache.max-file=2MiB, does not fit",
    "cache=4GiB&cache.max-file=2GiB, at most 1 GiB",
    "cache.ttl=5s, has no effect without cache",
    "cache=1MiB&cache.validate=never, one of ttl",
  })
  void aSettingThatCannotWorkIsRefused(String parameters, String reason) {
    assertThatThrownBy(() -> FileStores.open("memory:?" + parameters))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason);
  }
}
