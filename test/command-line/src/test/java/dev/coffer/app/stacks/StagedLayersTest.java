package dev.coffer.app.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import dev.coffer.spi.StagedWrites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must come before a file appears also does with each layer that passes it on. */
class StagedLayersTest {
  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "observe=off",
        "versioning=on",
        "cache=1MiB",
        "compression=zstd",
        "compression=gzip",
        "versioning=on&cache=1MiB&compression=zstd"
      })
  void whatComesFirstComesBeforeTheFile(String layers) {
    StorageFullException full =
        new StorageFullException(new ErrorContext("announce", "a", "a log"), "make room", null);
    List<String> seen = new ArrayList<>();
    try (FileStore store = FileStores.open(root.toUri() + "?durability=full&" + layers)) {
      assertThat(store.unwrap(StagedWrites.class)).isPresent();
      store.write("a", "old".repeat(10_000));
      WriteOptions options =
          WriteOptions.DEFAULTS.publishedAfter(() -> seen.add(store.readString("a")));
      store.write("a", "new".repeat(10_000), options);
      assertThat(seen).containsOnly("old".repeat(10_000));
      WriteOptions failing =
          WriteOptions.DEFAULTS.publishedAfter(
              () -> {
                throw full;
              });
      assertThrows(StorageFullException.class, () -> store.write("a", "newest", failing));
      assertThat(store.readString("a")).isEqualTo("new".repeat(10_000));
    }
  }
}
