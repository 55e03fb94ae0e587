package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an etag tells from what. */
class EtagTest {
  private static final WriteOptions WITH_METADATA =
      WriteOptions.DEFAULTS.contentType("text/plain").metadata("key", "value");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyOverwriteOfEqualSizeHasAnEtagOfItsOwn(boolean metadata, @TempDir Path root) {
    WriteOptions options = metadata ? WITH_METADATA : WriteOptions.DEFAULTS;
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE)) {
      Set<String> etags = new HashSet<>();
      for (int i = 0; i < 2_000; i++) {
        FileInfo written = store.write("a", new byte[] {(byte) i}, options);
        etags.add(written.etag());
        if (i % 100 == 0) {
          assertThat(store.stat("a").orElseThrow()).isEqualTo(written);
        }
      }
      assertThat(etags).hasSize(2_000);
    }
  }

  @Test
  void anInodeThatIsUsedAgainWithinATickHasAnotherEtag(@TempDir Path directory) throws IOException {
    try (MountedDisk disk =
            MountedDisk.ext4(directory.resolve("image"), directory.resolve("disk"));
        LocalFileStore store = new LocalFileStore(disk.root(), Durability.NONE)) {
      Set<String> etags = new HashSet<>();
      for (int i = 0; i < 2_000; i++) {
        store.deleteFile("a");
        etags.add(store.write("a", new byte[] {(byte) i}).etag());
      }
      assertThat(etags).hasSize(2_000);
    }
  }

  @Test
  void whereTimesAreWholeSecondsAnEtagIsWhatTheWriteTold(@TempDir Path directory)
      throws IOException {
    try (MountedDisk disk =
            MountedDisk.ext4WithWholeSeconds(
                directory.resolve("image"), directory.resolve("disk"));
        LocalFileStore store = new LocalFileStore(disk.root(), Durability.NONE)) {
      WriteOptions options = WriteOptions.DEFAULTS.metadata("key", "value");
      Set<String> etags = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        FileInfo written =
            store.write("f", Content.of("text"), i % 2 == 0 ? options : WriteOptions.DEFAULTS);
        assertThat(store.stat("f")).contains(written);
        assertThat(etags.add(written.etag())).isTrue();
      }
    }
  }

  @Test
  void anEtagAndTheMetadataAreTheSameAfterOpeningTheStoreAnew(@TempDir Path root) {
    FileInfo plain;
    FileInfo described;
    try (LocalFileStore store = new LocalFileStore(root)) {
      plain = store.write("a", "text");
      described = store.write("d/b", Content.of("text"), WITH_METADATA);
    }
    try (LocalFileStore store = new LocalFileStore(root)) {
      assertThat(store.stat("a")).contains(plain);
      assertThat(store.stat("d/b")).contains(described);
      store.write("a", new byte[1], WriteOptions.DEFAULTS.ifMatch(plain.etag()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatAnotherProgramChangedInPlaceHasAnotherEtagAndNoMetadata(
      boolean extendedAttributes, @TempDir Path root) throws IOException {
    try (LocalFileStore store = open(root, extendedAttributes)) {
      FileInfo before = store.write("a", Content.of("text"), WITH_METADATA);

      changeInPlace(root.resolve("a"));

      assertIsAnother(store, before);
    }
  }

  private static LocalFileStore open(Path root, boolean extendedAttributes) {
    return new LocalFileStore(
        root, Durability.NONE, new FileSystemFeatures(true, extendedAttributes));
  }

  private static void assertIsAnother(LocalFileStore store, FileInfo before) {
    FileInfo after = store.stat("a").orElseThrow();
    assertThat(after.size()).isEqualTo(before.size());
    assertThat(after.etag()).isNotEqualTo(before.etag());
    assertThat(after.metadata()).isEmpty();
    assertThat(after.contentType()).isEmpty();
    assertThat(store.readString("a")).isEqualTo("TEXT");
  }

  /** Writes until the system's clock, which may tick slowly, gives the file another time. */
  private static void changeInPlace(Path file) throws IOException {
    Object before = Files.getLastModifiedTime(file);
    while (Files.getLastModifiedTime(file).equals(before)) {
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        open.writeBytes("TEXT");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatAnotherProgramReplacedHasAnotherEtagAndNoMetadata(
      boolean extendedAttributes, @TempDir Path root) throws IOException {
    try (LocalFileStore store = open(root, extendedAttributes)) {
      FileInfo before = store.write("a", Content.of("text"), WITH_METADATA);

      Path other = Files.writeString(root.resolve("other"), "TEXT");
      // the same time too: only the inode is another
      Files.setLastModifiedTime(other, Files.getLastModifiedTime(root.resolve("a")));
      Files.move(other, root.resolve("a"), StandardCopyOption.ATOMIC_MOVE);

      FileInfo after = store.stat("a").orElseThrow();
      assertThat(after.lastModified()).isEqualTo(before.lastModified());
      assertIsAnother(store, before);
    }
  }
}
