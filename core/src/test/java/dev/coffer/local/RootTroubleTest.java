package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Roots that are none, and roots that are taken away under an open store. */
class RootTroubleTest {
  /** What may happen to a root. */
  enum Loss {
    DELETED,
    RENAMED,
    REPLACED,
    REPLACED_BY_A_FILE,
    REPLACED_BY_A_LINK;

    void befall(Path root) throws IOException {
      if (this == DELETED) {
        Trees.delete(root);
        return;
      }
      Files.move(root, root.resolveSibling("away"));
      switch (this) {
        case REPLACED -> Files.createDirectory(root);
        case REPLACED_BY_A_FILE -> Files.createFile(root);
        case REPLACED_BY_A_LINK ->
            Files.createSymbolicLink(root, Files.createDirectory(root.resolveSibling("other")));
        default -> {}
      }
    }
  }

  @Test
  void aRootThatIsAFileIsAConfigurationError(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");

    assertNoRoot(file).hasMessageContaining("not a directory");
    assertNoRoot(file.resolve("below")).hasMessageContaining("not a directory");
    assertNoRoot(file.resolve("deep/below")).hasMessageContaining("not a directory");
    assertThat(file).hasContent("text");
  }

  @Test
  void aRootThatIsALinkToNothingOrToAFileIsAConfigurationError(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    Path toFile = Files.createSymbolicLink(directory.resolve("to file"), file);
    Path dangling =
        Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nothing"));
    Path circle = directory.resolve("circle");
    Files.createSymbolicLink(circle, circle);

    assertNoRoot(toFile).hasMessageContaining("not a directory");
    assertNoRoot(dangling).hasMessageContaining("not a directory");
    assertNoRoot(circle).hasMessageContaining("not a directory");
  }

  @Test
  void aPrivateDirectoryThatIsALinkOrAFileIsNamedAsTheTrouble(@TempDir Path directory)
      throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Path root = Files.createDirectory(directory.resolve("root"));
    Path area = root.resolve(".coffer");

    Files.createSymbolicLink(area, outside);
    assertNoRoot(root).hasMessageContaining(area.toString());
    assertThat(outside).isEmptyDirectory();

    Files.delete(area);
    Files.writeString(area, "a file");
    assertNoRoot(root).hasMessageContaining(area.toString());
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertNoRoot(
      Path root) {
    return assertThatThrownBy(() -> new LocalFileStore(root))
        .isInstanceOf(ConfigurationException.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationOnARootThatIsLostIsAConfigurationError(Loss loss, @TempDir Path directory)
      throws IOException {
    everyOperationFails(loss, directory.resolve("root"), FileSystemFeatures.ALL);
  }

  @ParameterizedTest
  @EnumSource
  void soItIsWithoutDirectoryHandles(Loss loss, @TempDir Path directory) throws IOException {
    everyOperationFails(loss, directory.resolve("root"), new FileSystemFeatures(false, false));
  }

  @Test
  void aRootThatWasMovedAndLinkedToStaysTheSame(@TempDir Path directory) throws IOException {
    Path root = directory.resolve("root");
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE)) {
      store.write("d/a", "text");

      Files.createSymbolicLink(root, Files.move(root, directory.resolve("away")));

      assertThat(store.readString("d/a")).isEqualTo("text");
      assertThat(store.exists("d/b")).isFalse();
      store.write("d/b", "more");
      assertThat(directory.resolve("away/d/b")).hasContent("more");
    }
  }

  private static void everyOperationFails(Loss loss, Path root, FileSystemFeatures features)
      throws IOException {
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE, features)) {
      store.write("d/a", "text");
      store.write("b", "text");

      loss.befall(root);

      operations(store)
          .forEach(
              (name, operation) ->
                  assertThatThrownBy(operation)
                      .as(name)
                      .isInstanceOf(ConfigurationException.class)
                      .hasMessageContaining("open the store again"));
    }
    if (loss != Loss.DELETED) {
      Path away = root.resolveSibling("away");
      assertThat(away.resolve("d")).isDirectoryContaining("glob:**/a");
      assertThat(away.resolve("b")).hasContent("text");
      assertThat(away.resolve("new")).doesNotExist();
      if (features.directoryHandles()) {
        assertThat(PrivateArea.staged(away)).isEmpty();
      }
    }
  }

  private static Map<String, ThrowingCallable> operations(FileStore store) {
    Map<String, ThrowingCallable> all = new LinkedHashMap<>();
    all.put("read", () -> store.readString("b"));
    all.put("read deep", () -> store.readString("d/a"));
    all.put("read missing", () -> store.readString("missing"));
    all.put("stat", () -> store.stat("b"));
    all.put("stat deep", () -> store.stat("d/a"));
    all.put("stat missing", () -> store.stat("d/missing"));
    all.put("exists", () -> store.exists("missing"));
    all.put("list", () -> store.list(""));
    all.put("list deep", () -> store.list("d"));
    all.put("list missing", () -> store.list("missing"));
    all.put("walk", () -> count(store));
    all.put("write", () -> store.write("b", "new"));
    all.put("write deep", () -> store.write("new/deep/b", "new"));
    all.put(
        "write if absent", () -> store.write("c", new byte[1], WriteOptions.DEFAULTS.ifAbsent()));
    all.put(
        "write if unchanged",
        () -> store.write("b", new byte[1], WriteOptions.DEFAULTS.ifMatch("an etag")));
    all.put("copy", () -> store.copy("b", "c"));
    all.put("move", () -> store.move("b", "c"));
    all.put("move deep", () -> store.move("d/a", "new/c"));
    all.put("delete file", () -> store.deleteFile("b"));
    all.put("delete missing file", () -> store.deleteFile("missing"));
    all.put("delete files", () -> store.deleteAll(List.of("d/a", "b", "x/y")));
    all.put("delete directory", () -> store.deleteDirectory("d"));
    all.put("delete missing directory", () -> store.deleteDirectory("missing"));
    all.put("delete", () -> store.delete("d"));
    all.put("clear", store::clear);
    return all;
  }

  private static long count(FileStore store) {
    try (Stream<?> entries = store.entries("", ListOptions.DEFAULTS.recursive())) {
      return entries.count();
    }
  }

  @Test
  void aRootThatComesBackIsUsedAgain(@TempDir Path directory) throws IOException {
    Path root = directory.resolve("root");
    try (LocalFileStore store = new LocalFileStore(root)) {
      store.write("d/a", "text");
      Path away = Files.move(root, directory.resolve("away"));
      assertThatThrownBy(() -> store.stat("d/a")).isInstanceOf(ConfigurationException.class);

      Files.move(away, root);

      assertThat(store.readString("d/a")).isEqualTo("text");
      store.write("d/a", "newer");
      assertThat(root.resolve("d/a")).hasContent("newer");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, DELETED", "true, RENAMED", "false, DELETED", "false, RENAMED"})
  void aPrivateDirectoryThatIsTakenAwayIsToldAndHealedByOpeningTheStoreAnew(
      boolean handles, Loss loss, @TempDir Path above) throws IOException {
    Path root = Files.createDirectory(above.resolve("root"));
    FileSystemFeatures features = new FileSystemFeatures(handles, true);
    LocalFileStore store = new LocalFileStore(root, Durability.FULL, features);
    store.write("d/a", "text");
    Path area = root.resolve(".coffer");
    if (loss == Loss.RENAMED) {
      Files.move(area, above.resolve("away"));
    } else {
      loss.befall(area);
    }

    List<ThrowingCallable> writes =
        List.of(
            () -> store.write("d/a", "new"),
            () -> store.write("new/b", "new"),
            () -> store.copy("d/a", "new/b"),
            () -> store.move("d/a", "d/b"),
            () -> store.move("d/a", "new/b"),
            () -> store.deleteFile("d/a"),
            () -> store.deleteDirectory("d"),
            store::clear);
    for (ThrowingCallable write : writes) {
      assertThatThrownBy(write)
          .isInstanceOf(FileStoreException.class)
          .hasMessageContaining("private directory was deleted or moved: open the store again");
    }
    assertThat(store.readString("d/a")).isEqualTo("text");
    assertThat(store.list("")).containsExactly("d/");
    assertThat(store.list("d")).containsExactly("d/a");
    store.close();

    try (LocalFileStore again = new LocalFileStore(root, Durability.FULL, features)) {
      again.write("d/a", "newer");
      assertThat(again.readString("d/a")).isEqualTo("newer");
    }
  }

  @Test
  void whoLostTheLocksAloneWritesNoMoreOnceAnotherHasMadeNewOnes(@TempDir Path root)
      throws IOException {
    try (LocalFileStore old = new LocalFileStore(root)) {
      old.write("d/a", "text");
      Files.delete(root.resolve(".coffer/locks"));
      try (LocalFileStore again = new LocalFileStore(root)) {
        again.write("d/a", "newer");
        assertThatThrownBy(() -> old.write("d/a", "old"))
            .isInstanceOf(FileStoreException.class)
            .hasMessageContaining("open the store again");
        assertThat(again.readString("d/a")).isEqualTo("newer");
      }
    }
  }

  @Test
  void aDeletedPrivateDirectoryIsHealedAlsoWhileAnOlderHandleIsOpen(@TempDir Path root)
      throws IOException {
    try (LocalFileStore old = new LocalFileStore(root)) {
      old.write("d/a", "text");
      Trees.delete(root.resolve(".coffer"));
      try (LocalFileStore again = new LocalFileStore(root)) {
        again.write("d/a", "newer");
        assertThat(again.readString("d/a")).isEqualTo("newer");
        for (ThrowingCallable change :
            List.<ThrowingCallable>of(
                () -> old.write("d/a", "old"),
                () -> old.move("d/a", "d/b"),
                () -> old.deleteFile("d/a"),
                () -> old.deleteDirectory("d"))) {
          assertThatThrownBy(change)
              .isInstanceOf(FileStoreException.class)
              .hasMessageContaining("open the store again");
        }
      }
      try (LocalFileStore third = new LocalFileStore(root)) {
        third.write("d/b", "text");
      }
    }
    assertThat(PrivateArea.staged(root)).isEmpty();
    assertThat(root.resolve("d/a")).hasContent("newer");
  }
}
