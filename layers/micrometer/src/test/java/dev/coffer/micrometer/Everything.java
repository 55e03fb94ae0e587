package dev.coffer.micrometer;

import dev.coffer.Capability;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.PresignedUrls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every operation that a store has, once and more, and one that fails. */
final class Everything {
  private Everything() {}

  static void with(FileStore store, String text) {
    store.write("d/a", text);
    store.readString("d/a");
    store.exists("d/a");
    store.list("d");
    store.copy("d/a", "d/b");
    store.move("d/b", "d/c");
    store.writeAll(Map.of("e/a", text.getBytes(StandardCharsets.UTF_8)));
    store.readAll(List.of("d/a", "d/c")).forEach(bytes -> {});
    store.walk("").forEach(file -> {});
    store.deleteAll(List.of("d/c", "missing"));
    store.deleteDirectory("e");
    if (store.capabilities().has(Capability.PRESIGNED_URLS)) {
      store
          .unwrap(PresignedUrls.class)
          .ifPresent(urls -> urls.forReading(FilePath.of("d/a"), Duration.ofMinutes(1)));
    }
    try {
      store.readString("missing");
      throw new AssertionError("it is there");
    } catch (FileStoreException e) {
      // As it is to be.
    }
  }
}
