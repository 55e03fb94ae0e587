package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A tree goes from each kind of store to each other, is interrupted in the middle, and is whole in
 * the end: names, bytes, content types and metadata.
 */
@Tag("one-jdk")
class CrossStoreSyncTest {
  private static final int FILES = Boolean.getBoolean("coffer.thorough") ? 2_500 : 80;
  private static final List<String> NAMES =
      List.of("a b", "%41", "a+b", "?#&=", "ü 🗄️", "..x", "~", "$HOME", "a:b*c", "x'\"y");

  @TempDir private Path directory;

  /** What a file is besides its name. */
  private record Known(String text, Optional<String> contentType, Map<String, String> metadata) {}

  private String store(String kind) {
    return switch (kind) {
      case "local" -> Shell.uri(directory.resolve("local")) + "?durability=none";
      case "s3" -> Proxy.newStore();
      default -> Cloud.newStore();
    };
  }

  private static FileStore open(String uri) {
    return FileStores.open(FileStoreConfig.builder().uri(uri).environment(Proxy.env(uri)).build());
  }

  @ParameterizedTest
  @CsvSource({"local,s3", "local,gs", "s3,local", "s3,gs", "gs,local", "gs,s3"})
  void aTreeArrivesWhole(String from, String to) throws Exception {
    String source = store(from);
    String target = store(to);
    try (FileStore store = open(source)) {
      fill(store);
    }
    Map<String, Known> tree = tree(source);
    assertThat(tree).hasSize(FILES);
    interruptInTheMiddle(source, target);
    Shell shell = new Shell(Proxy.env(source), new byte[0], Terminals.NONE);
    Shell.Result again = shell.run("sync", source, target);
    assertThat(again.err()).isEmpty();
    assertThat(again.code()).isZero();
    assertThat(tree(target)).isEqualTo(tree);
    assertThat(tree(source)).isEqualTo(tree);
    assertThat(shell.run("sync", source, target).out())
        .endsWith("copied 0 files, 0 bytes; skipped " + FILES + ", deleted 0, failed 0\n");
  }

  private static void fill(FileStore store) {
    List<FilePath> paths = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      paths.add(FilePath.of("d" + i % 7 + "/" + NAMES.get(i % NAMES.size()) + "/" + i));
    }
    paths.parallelStream().forEach(path -> store.write(path, content(path), options(path)));
  }

  private static Content content(FilePath path) {
    return Content.of(path.toString().repeat(1 + path.toString().length() % 3));
  }

  /** Every second file has a content type, every third has metadata. */
  private static WriteOptions options(FilePath path) {
    WriteOptions options = WriteOptions.DEFAULTS;
    int number = Integer.parseInt(path.toString().replaceFirst(".*/", ""));
    if (number % 2 == 0) {
      options = options.contentType("text/x-" + number % 5);
    }
    return number % 3 == 0 ? options.metadata("number", "№ " + number) : options;
  }

  private static Map<String, Known> tree(String uri) {
    Map<String, Known> tree = new TreeMap<>();
    try (FileStore store = open(uri);
        Stream<FileInfo> files = store.walk("")) {
      files.forEach(file -> tree.put(file.path().toString(), known(store, file.path())));
    }
    return tree;
  }

  private static Known known(FileStore store, FilePath path) {
    try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS)) {
      String text = new String(file.stream().readAllBytes(), StandardCharsets.UTF_8);
      return new Known(text, file.info().contentType(), new HashMap<>(file.info().metadata()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Interrupts a run once a part of the files is there. */
  private static void interruptInTheMiddle(String source, String target)
      throws InterruptedException {
    Shell shell = new Shell(Proxy.env(source), new byte[0], Terminals.NONE);
    Thread run = new Thread(() -> shell.run("sync", source, target));
    run.start();
    try (FileStore store = open(target)) {
      while (run.isAlive() && count(store) < FILES / 4) {
        LockSupport.parkNanos(100_000);
      }
    }
    run.interrupt();
    run.join();
  }

  private static long count(FileStore store) {
    try (Stream<FileInfo> files = store.walk("")) {
      return files.count();
    }
  }
}
