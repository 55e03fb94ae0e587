package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.FileStore;
import dev.coffer.StorageFullException;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when no more fits. */
class FullDiskTest {
  private static final int CHUNK = 200_000;

  @Test
  void aFileBeyondTheProcessesSizeLimitIsStorageFullAndTheOldContentStays(@TempDir Path root)
      throws Exception {
    // 400 blocks of 512 bytes in the smallest shells, of 1024 in others
    try (StoreProcess store = StoreProcess.start(StoreProcess.process().limited("-f 400"))) {
      store.ok("open", root, "FULL");
      store.ok("write", "d/a.txt", "old");

      StoreProcess.Answer answer = store.call("writeBytes", "d/a.txt", 1_000_000);

      assertThat(answer.kind()).isEqualTo("StorageFullException");
      assertThat(answer.text()).contains("d/a.txt").contains("size limit");
      assertThat(store.ok("read", "d/a.txt")).isEqualTo("old");
      assertThat(store.call("writeBytes", "new/b", 1_000_000).kind())
          .isEqualTo("StorageFullException");
      assertThat(store.ok("list", "")).isEqualTo("[d/]");
      assertThat(PrivateArea.staged(root)).isEmpty();
      store.ok("write", "d/a.txt", "newer");
      assertThat(store.ok("read", "d/a.txt")).isEqualTo("newer");
    }
  }

  @Test
  void aCopyBeyondTheProcessesSizeLimitIsStorageFullAndLeavesNothing(@TempDir Path root)
      throws Exception {
    try (LocalFileStore store = new LocalFileStore(root)) {
      store.write("big", new byte[1_000_000]);
    }
    try (StoreProcess store = StoreProcess.start(StoreProcess.process().limited("-f 400"))) {
      store.ok("open", root, "FULL");

      assertThat(store.call("copy", "big", "d/copy").kind()).isEqualTo("StorageFullException");
      assertThat(store.ok("walk", "")).isEqualTo("[big]");
      assertThat(Files.exists(root.resolve("d"))).isFalse();
      assertThat(PrivateArea.staged(root)).isEmpty();
      assertThat(store.ok("move", "big", "d/moved")).isEqualTo("1000000");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFullDiskKeepsWhatWasWrittenAndTakesMoreWhenSomeIsDeleted(
      boolean extendedAttributes, @TempDir Path directory) throws Exception {
    try (MountedDisk disk = MountedDisk.inMemory(directory.resolve("disk"), "size=2m");
        FileStore store = open(disk, extendedAttributes)) {
      WriteOptions options = WriteOptions.DEFAULTS.contentType("a/b").metadata("key", "value");
      store.write("d/old", Content.of("old"), options);
      List<String> written = fill(store, options);

      assertFull(() -> store.write("d/old", Content.of(new byte[CHUNK]), options));
      assertFull(() -> store.write("new/deep/file", new byte[CHUNK]));
      assertFull(() -> store.copy("full/0", "d/copy"));

      assertThat(store.readString("d/old")).isEqualTo("old");
      assertThat(store.stat("d/old").orElseThrow().metadata()).isEqualTo(Map.of("key", "value"));
      assertThat(store.list("")).containsExactly("d/", "full/");
      assertThat(store.list("d")).containsExactly("d/old");
      assertThat(PrivateArea.staged(disk.root())).isEmpty();
      assertThat(store.list("full")).containsExactlyInAnyOrderElementsOf(written);
      for (String path : written) {
        assertThat(store.readBytes(path)).hasSize(CHUNK);
        assertThat(store.stat(path).orElseThrow().metadata()).containsEntry("key", "value");
      }
      store.move("d/old", "d/moved");
      store.deleteFile(written.get(0));
      store.write("d/moved", Content.of(new byte[CHUNK / 2]), options);
      store.delete("full");
      assertThat(store.list("")).containsExactly("d/");
      assertThat(PrivateArea.records(disk.root())).hasSize(extendedAttributes ? 0 : 1);
    }
  }

  private static FileStore open(MountedDisk disk, boolean extendedAttributes) {
    return new LocalFileStore(
        disk.root(), Durability.FULL, new FileSystemFeatures(true, extendedAttributes));
  }

  /** Writes until nothing more fits, and gives the paths that were written. */
  private static List<String> fill(FileStore store, WriteOptions options) {
    List<String> written = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              while (written.size() < 1000) {
                String path = "full/" + written.size();
                store.write(path, Content.of(new byte[CHUNK]), options);
                written.add(path);
              }
            })
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("free some space");
    assertThat(written).isNotEmpty();
    return written;
  }

  private static void assertFull(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(StorageFullException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDiskWithoutRoomForAnotherNameIsStorageFullAndTakesMoreWhenSomeIsDeleted(
      boolean extendedAttributes, @TempDir Path directory) throws Exception {
    try (MountedDisk disk =
            MountedDisk.inMemory(directory.resolve("disk"), "size=8m,nr_inodes=40");
        FileStore store = open(disk, extendedAttributes)) {
      WriteOptions options = WriteOptions.DEFAULTS.metadata("key", "value");
      int count = 0;
      try {
        for (; count < 100; count++) {
          store.write("d" + count + "/e/f", Content.of("text " + count), options);
        }
      } catch (StorageFullException e) {
        assertThat(e).hasMessageContaining("d" + count + "/e/f");
      }

      assertThat(count).isBetween(2, 40);
      assertThat(store.list("")).hasSize(count);
      assertThat(PrivateArea.staged(disk.root())).isEmpty();
      for (int i = 0; i < count; i++) {
        assertThat(store.readString("d" + i + "/e/f")).isEqualTo("text " + i);
        assertThat(store.stat("d" + i + "/e/f").orElseThrow().metadata()).hasSize(1);
      }
      assertFull(() -> writeNames(store));
      store.delete("d0");
      store.write("d1/e/f", "overwritten");
      assertThat(store.readString("d1/e/f")).isEqualTo("overwritten");
    }
  }

  private static void writeNames(FileStore store) {
    for (int i = 0; i < 40; i++) {
      store.write("names/" + i, "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"size=1m", "size=8m,nr_inodes=8"})
  void aFullDiskIsOpenedListedReadAndEmptiedByAProcessThatHasNoAreaYet(
      String bounds, @TempDir Path directory) throws Exception {
    try (MountedDisk disk = MountedDisk.inMemory(directory.resolve("disk"), bounds)) {
      Files.createDirectories(disk.root().resolve("d"));
      Files.writeString(disk.root().resolve("d/a"), "text");
      exhaust(disk.root());

      try (LocalFileStore store = new LocalFileStore(disk.root())) {
        assertThat(store.readString("d/a")).isEqualTo("text");
        assertThat(store.stat("d/a")).isPresent();
        assertThat(store.list("d")).containsExactly("d/a");
        assertFull(() -> store.write("b", "text"));
        store.deleteFile("d/a");
        assertThat(store.list("")).doesNotContain("d/").isNotEmpty();
        store.clear();
        store.write("b", "text");
        assertThat(store.readString("b")).isEqualTo("text");
      }
    }
  }

  /** Fills the disk until it has no block or no inode left. */
  private static void exhaust(Path root) throws IOException {
    try {
      for (int i = 0; i < 1_000; i++) {
        Files.write(
            root.resolve("filler"),
            new byte[4096],
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      for (int i = 0; ; i++) {
        Files.createFile(root.resolve("filler " + i));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"size=1m", "size=8m,nr_inodes=12"})
  void aFullDiskIsOpenedListedReadAndEmptiedByAProcessThatFindsAnArea(
      String bounds, @TempDir Path directory) throws Exception {
    try (MountedDisk disk = MountedDisk.inMemory(directory.resolve("disk"), bounds)) {
      try (LocalFileStore store = new LocalFileStore(disk.root())) {
        store.write("d/a", "text");
      }
      exhaust(disk.root());

      try (StoreProcess store = StoreProcess.start(StoreProcess.process())) {
        store.ok("open", disk.root(), "FULL");
        assertThat(store.ok("read", "d/a")).isEqualTo("text");
        assertThat(store.ok("list", "d")).isEqualTo("[d/a]");
        assertThat(store.call("write", "b", "text").kind()).isEqualTo("StorageFullException");
        store.ok("deleteFile", "d/a");
        store.ok("clear");
        store.ok("write", "b", "text");
        assertThat(store.ok("walk", "")).isEqualTo("[b]");
      }
    }
  }
}
