package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.versioning.FileVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void aDirectoryForTheCacheIsNotInTheStore(@TempDir Path directory) throws IOException {
    Path root = Files.createDirectory(directory.resolve("root"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), root);
    for (Path cached : List.of(root.resolve("cached"), root, link.resolve("cached"))) {
      assertThatThrownBy(() -> FileStores.open("file:" + root + "?cache.disk=" + cached + ",1MiB"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("'cache.disk' lies in the store");
    }
    for (Path cached : List.of(root.resolve(".coffer/state/cached"), directory.resolve("cached"))) {
      try (FileStore store = FileStores.open("file:" + root + "?cache.disk=" + cached + ",1MiB")) {
        store.write("a", "x");
        assertThat(store.readString("a")).isEqualTo("x");
      }
    }
  }
}
