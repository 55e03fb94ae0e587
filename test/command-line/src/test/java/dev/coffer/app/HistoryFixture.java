package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.versioning.FileVersion;
import dev.coffer.versioning.FileVersions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A local store that keeps versions, for tests of verbs.
 *
 * @param root where it is
 */
record HistoryFixture(Path root) {
  String uri() {
    return Shell.uri(root) + "?versioning=on&durability=none";
  }

  Shell shell() {
    return new Shell(Map.of("COFFER_STORE", uri()), new byte[0], Terminals.NONE);
  }

  Shell.Result run(String... args) {
    return shell().run(args);
  }

  /** Writes texts to a path, one after the other, and returns when the last was written. */
  Instant write(String path, String... texts) {
    try (FileStore store = FileStores.open(uri())) {
      Instant last = Instant.MIN;
      for (String text : texts) {
        last = store.write(path, text).lastModified();
      }
      return last;
    }
  }

  void delete(String path) {
    try (FileStore store = FileStores.open(uri())) {
      store.delete(path);
    }
  }

  String text(String path) {
    try (FileStore store = FileStores.open(uri())) {
      return store.readString(path);
    }
  }

  boolean exists(String path) {
    try (FileStore store = FileStores.open(uri())) {
      return store.exists(path);
    }
  }

  List<FileVersion> versions(String path) {
    try (FileStore store = FileStores.open(uri())) {
      return store.unwrap(FileVersions.class).orElseThrow().versions(path);
    }
  }
}
