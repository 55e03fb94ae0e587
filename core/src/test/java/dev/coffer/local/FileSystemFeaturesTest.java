package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The store on systems that lack what it uses elsewhere. */
class FileSystemFeaturesTest {
  private static final WriteOptions DESCRIBED =
      WriteOptions.DEFAULTS.contentType("text/plain").metadata("key", "v\u00e4lue=1");

  static Stream<FileSystemFeatures> all() {
    return Stream.of(
        FileSystemFeatures.ALL,
        new FileSystemFeatures(false, true),
        new FileSystemFeatures(true, false),
        new FileSystemFeatures(false, false));
  }

  private static LocalFileStore open(Path root, FileSystemFeatures features) {
    return new LocalFileStore(root, Durability.FULL, features);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsWrittenIsReadListedAndDeleted(FileSystemFeatures features, @TempDir Path root) {
    try (LocalFileStore store = open(root, features)) {
      FileInfo written = store.write("d/e/a", Content.of("text"), DESCRIBED);
      store.write("d/b", "b");
      store.write("d.txt", "c");

      assertThat(store.readString("d/e/a")).isEqualTo("text");
      assertThat(store.stat("d/e/a")).contains(written);
      assertThat(written.metadata()).isEqualTo(Map.of("key", "v\u00e4lue=1"));
      assertThat(written.contentType()).contains("text/plain");
      assertThat(store.list("")).containsExactly("d.txt", "d/");
      assertThat(walk(store)).containsExactly("d.txt", "d/b", "d/e/a");
      assertThatThrownBy(() -> store.readBytes("d/e")).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> store.write("d/e", "")).isInstanceOf(ConflictException.class);
      assertThatThrownBy(() -> store.write("d.txt/x", "")).isInstanceOf(ConflictException.class);
      assertThatThrownBy(() -> store.write("d/b", new byte[0], DESCRIBED.ifAbsent()))
          .isInstanceOf(ConflictException.class);

      store.deleteFile("d/e/a");
      assertThat(store.list("d")).containsExactly("d/b");
      store.delete("d");
      store.deleteFile("d.txt");
      assertThat(store.list("")).isEmpty();
      assertThat(root.toFile().list()).containsExactly(".coffer");
    }
  }

  private static List<String> walk(LocalFileStore store) {
    try (Stream<FileInfo> files = store.walk("")) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void copiesAndMovesKeepWhatIsToldOfAFile(FileSystemFeatures features, @TempDir Path root) {
    try (LocalFileStore store = open(root, features)) {
      FileInfo written = store.write("d/a", Content.of("text"), DESCRIBED);
      store.write("x", Content.of("replaced"), DESCRIBED);

      FileInfo copied = store.copy("d/a", "x");
      FileInfo moved = store.move("d/a", "e/f/b");

      assertThat(copied.metadata()).isEqualTo(written.metadata());
      assertThat(moved.metadata()).isEqualTo(written.metadata());
      assertThat(store.stat("x")).contains(copied);
      assertThat(store.stat("e/f/b")).contains(moved);
      assertThat(store.readString("x")).isEqualTo("text");
      assertThat(walk(store)).containsExactly("e/f/b", "x");
      assertThat(store.list("")).containsExactly("e/", "x");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aFileIsTheSameWhenTheStoreIsOpenedAnew(FileSystemFeatures features, @TempDir Path root) {
    FileInfo written;
    try (LocalFileStore store = open(root, features)) {
      written = store.write("d/a", Content.of("text"), DESCRIBED);
    }
    try (LocalFileStore store = open(root, features)) {
      assertThat(store.stat("d/a")).contains(written);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRecordIsDeletedWithItsVersion(boolean handles, @TempDir Path root) throws IOException {
    try (LocalFileStore store = open(root, new FileSystemFeatures(handles, false))) {
      store.write("d/a", Content.of("text"), DESCRIBED);
      store.write("d/e/b", Content.of("text"), DESCRIBED);
      store.write("c", Content.of("text"), DESCRIBED);
      assertThat(PrivateArea.records(root)).hasSize(3);

      store.write("d/a", Content.of("newer"), DESCRIBED);
      assertThat(PrivateArea.records(root)).hasSize(3);
      store.write("d/a", "plain");
      assertThat(PrivateArea.records(root)).hasSize(2);
      store.copy("c", "d/copy");
      assertThat(PrivateArea.records(root)).hasSize(3);
      store.move("c", "d/copy");
      assertThat(PrivateArea.records(root)).hasSize(2);
      store.copy("d/a", "d/copy");
      assertThat(PrivateArea.records(root)).hasSize(1);
      store.write("c", Content.of("text"), DESCRIBED);
      store.deleteFile("c");
      assertThat(PrivateArea.records(root)).hasSize(1);
      store.deleteDirectory("d");
      assertThat(PrivateArea.records(root)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWriteThatIsNotPublishedLeavesNoRecord(boolean handles, @TempDir Path root)
      throws IOException {
    try (LocalFileStore store = open(root, new FileSystemFeatures(handles, false))) {
      store.write("d/a", "text");

      assertThatThrownBy(() -> store.write("d", Content.of("text"), DESCRIBED))
          .isInstanceOf(ConflictException.class);

      assertThat(PrivateArea.records(root)).isEmpty();
      assertThat(PrivateArea.staged(root)).isEmpty();
    }
  }

  @Test
  void theRecordOfAWriteThatWasKilledBeforeItWasPublishedIsSwept(@TempDir Path root)
      throws Exception {
    try (JavaProcess process = JavaProcess.of(Recording.class, root).start()) {
      assertThat(process.line()).isEqualTo("recorded");
      process.kill();
    }
    assertThat(PrivateArea.records(root)).hasSize(1);
    assertThat(PrivateArea.staged(root)).hasSize(1);

    try (LocalFileStore store = open(root, new FileSystemFeatures(true, false))) {
      assertThat(store.list("")).isEmpty();
      store.write("b", "the first write sweeps");
      assertThat(PrivateArea.records(root)).isEmpty();
      assertThat(PrivateArea.staged(root)).isEmpty();
      assertThat(store.list("")).containsExactly("b");
    }
  }

  /** Takes the lock of a path, and writes to it: the write waits with its file and its record. */
  static final class Recording {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      Path path = Path.of(arguments[0]);
      FileSystemFeatures features = new FileSystemFeatures(true, false);
      Root root = Root.open(path, features);
      LocalFileStore store = open(path, features);
      Thread writer = new Thread(() -> store.write("a", Content.of("text"), DESCRIBED));
      root.area()
          .locks()
          .locked(
              "a",
              () -> {
                writer.start();
                while (PrivateArea.records(path).isEmpty()) {
                  LockSupport.parkNanos(100_000);
                }
                System.out.println("recorded");
                return System.in.read();
              });
    }
  }

  @Test
  void aFileOfAnotherProgramIsTheSameWithAndWithoutExtendedAttributes(@TempDir Path root)
      throws IOException {
    Files.writeString(root.resolve("a"), "text", StandardCharsets.UTF_8);
    FileInfo with;
    try (LocalFileStore store = open(root, FileSystemFeatures.ALL)) {
      with = store.stat("a").orElseThrow();
    }
    try (LocalFileStore store = open(root, new FileSystemFeatures(false, false))) {
      assertThat(store.stat("a")).contains(with);
    }
  }
}
