package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.utf8;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Every call of a store that takes a path, by its name. */
final class Calls {
  private Calls() {}

  /** The calls that require the path of a file. */
  static Map<String, BiConsumer<FileStore, String>> onFiles() {
    Map<String, BiConsumer<FileStore, String>> calls = new TreeMap<>(writes());
    calls.put("readString", FileStore::readString);
    calls.put("readBytes", FileStore::readBytes);
    calls.put("open", FileStore::open);
    calls.put("open a range", (store, path) -> store.open(path, 0, 1));
    calls.put("open with options", (store, path) -> store.open(path, ReadOptions.DEFAULTS));
    calls.put("download", Calls::download);
    calls.put("readAll", (store, path) -> drain(store.readAll(List.of(path))));
    calls.put("readAllPresent", (store, path) -> drain(store.readAllPresent(List.of(path))));
    calls.put("deleteFile", FileStore::deleteFile);
    calls.put(
        "deleteFile with options", (store, path) -> store.deleteFile(path, DeleteOptions.DEFAULTS));
    calls.put("deleteFile on a condition", Calls::deleteIfMatch);
    calls.put("deleteAll", (store, path) -> store.deleteAll(List.of(path)));
    calls.put("copy from", (store, path) -> store.copy(path, "target"));
    calls.put("copy to", (store, path) -> store.copy("source", path));
    calls.put("copy on a condition from", (store, path) -> copyIfMatch(store, path, "target"));
    calls.put("copy on a condition to", (store, path) -> copyIfMatch(store, "source", path));
    calls.put("move from", (store, path) -> store.move(path, "target"));
    calls.put("move to", (store, path) -> store.move("source", path));
    return calls;
  }

  private static Map<String, BiConsumer<FileStore, String>> writes() {
    return Map.of(
        "write text", (store, path) -> store.write(path, "x"),
        "write bytes", (store, path) -> store.write(path, utf8("x")),
        "write text with options",
            (store, path) -> store.write(path, "x", WriteOptions.DEFAULTS.metadata("k", "v")),
        "write with options",
            (store, path) -> store.write(path, utf8("x"), WriteOptions.DEFAULTS.metadata("k", "v")),
        "write content", (store, path) -> store.write(path, Content.of("x"), WriteOptions.DEFAULTS),
        "write a stream", (store, path) -> store.write(path, new ByteArrayInputStream(utf8("x"))),
        "write from a writer", (store, path) -> store.write(path, out -> out.write('x')),
        "writeAll", (store, path) -> store.writeAll(Map.of(path, utf8("x"))));
  }

  /** No file has the etag; the store must detect that. */
  private static void deleteIfMatch(FileStore store, String path) {
    try {
      store.deleteFile(path, DeleteOptions.DEFAULTS.ifMatch(ConditionalDeletionCases.OTHER));
    } catch (ConflictException e) {
      // Detected.
    }
  }

  private static void copyIfMatch(FileStore store, String source, String target) {
    try {
      store.copy(source, target, CopyOptions.DEFAULTS.ifMatch(ConditionalDeletionCases.OTHER));
    } catch (ConflictException e) {
      // Detected.
    }
  }

  private static void download(FileStore store, String path) {
    try {
      Path file = Files.createTempFile("coffer", ".download");
      try {
        store.download(path, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The calls that take the path of a file or a directory. */
  static Map<String, BiConsumer<FileStore, String>> onAnything() {
    return new TreeMap<>(
        Map.of(
            "stat", FileStore::stat,
            "exists", FileStore::exists,
            "list", FileStore::list,
            "entries", (store, path) -> drain(store.entries(path, ListOptions.DEFAULTS)),
            "walk", (store, path) -> drain(store.walk(path)),
            "delete", FileStore::delete,
            "deleteDirectory", FileStore::deleteDirectory));
  }

  /** All of them. */
  static Map<String, BiConsumer<FileStore, String>> all() {
    Map<String, BiConsumer<FileStore, String>> calls = new TreeMap<>(onFiles());
    calls.putAll(onAnything());
    return calls;
  }

  /** Reads a stream to its end. */
  static void drain(Stream<?> stream) {
    try (stream) {
      stream.forEach(each -> {});
    }
  }
}
