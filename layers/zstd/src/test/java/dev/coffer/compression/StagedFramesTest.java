package dev.coffer.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import dev.coffer.local.LocalFileStore;
import dev.coffer.spi.StagedWrites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must come before a file appears also comes before it is one that is compressed. */
class StagedFramesTest {
  @TempDir private Path root;

  @Test
  void whatComesFirstComesBeforeTheFile() {
    StorageFullException full =
        new StorageFullException(new ErrorContext("announce", "a", "a log"), "make room", null);
    List<String> seen = new ArrayList<>();
    try (FileStore store = new CompressingFileStore(new LocalFileStore(root))) {
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
