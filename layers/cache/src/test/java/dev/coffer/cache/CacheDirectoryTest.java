package dev.coffer.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else puts in the place of an entry or of a directory of entries. */
class CacheDirectoryTest {
  private static final EntryName NAME = EntryName.ofDigits("0".repeat(64));

  @TempDir private Path root;
  private CacheDirectory cache;

  @BeforeEach
  void keepAnEntry() throws IOException {
    cache = requireNonNull(CacheDirectory.open(root.resolve("cache"), 1 << 20));
    cache.write(NAME, new byte[1], new byte[2]);
    assertThat(requireNonNull(cache.read(NAME, 10)).remaining()).isEqualTo(3);
  }

  @AfterEach
  void release() throws IOException {
    cache.release();
  }

  private Path fan() {
    return root.resolve("cache/00");
  }

  @Test
  void nothingIsChangedBehindALinkThatReplacesADirectoryInUse() throws IOException {
    EntryName other = EntryName.ofDigits("00" + "1".repeat(62));
    cache.write(other, new byte[1], new byte[2]);
    Path elsewhere = root.resolve("elsewhere");
    Files.move(fan(), elsewhere);
    Files.createSymbolicLink(fan(), elsewhere);
    FileTime old = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(elsewhere.resolve(other.toString()), old);
    ByteBuffer unused = cache.read(other, 10);
    assertThrows(NotDirectoryException.class, () -> cache.write(other, new byte[1], new byte[1]));
    cache.delete(other);
    cache.clear();
    assertThat(elsewhere.resolve(other.toString())).hasSize(3);
    assertThat(Files.getLastModifiedTime(elsewhere.resolve(other.toString()))).isEqualTo(old);
  }

  private static EntryName name(int number) {
    return EntryName.ofDigits(String.format("%02x", number % 256) + String.format("%062d", number));
  }

  private void write(int from, int until) throws IOException {
    for (int i = from; i < until; i++) {
      cache.write(name(i), new byte[0], new byte[8 << 10]);
    }
  }

  @Test
  void whatOthersHaveDeletedMakesRoom() throws IOException {
    write(0, 120);
    deleteEntries();
    // What is counted and not there is found directory by directory, in an order of chance.
    for (int round = 0; round < 20 && cache.content().files() < 60; round++) {
      write(0, 120);
    }
    assertThat(cache.content().files()).isBetween(60L, 120L);
    assertThat(cache.size()).isBetween(cache.content().bytes(), 1L << 20);
  }

  private void deleteEntries() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("cache"))) {
      for (Path each :
          files.filter(file -> file.getFileName().toString().length() == 64).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  @Test
  void aLinkInPlaceOfAnEntryCountsForNothing() throws IOException {
    Path large = root.resolve("large");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(1L << 30);
    }
    Path entry = fan().resolve(NAME.toString());
    Files.delete(entry);
    Files.createSymbolicLink(entry, large);
    assertThat(cache.read(NAME, 10)).as("it is none, and can be replaced").isNull();
    cache.write(NAME, new byte[1], new byte[2]);
    assertThat(cache.size()).isBetween(0L, 6L);
    write(1, 300);
    assertThat(cache.content().bytes()).isLessThanOrEqualTo(1L << 20);
    assertThat(large).exists();
  }

  @Test
  void aDirectoryInPlaceOfAnEntryIsLeftAlone() throws IOException {
    Path entry = fan().resolve(NAME.toString());
    Files.delete(entry);
    Files.createDirectory(entry);
    cache.write(NAME, new byte[1], new byte[2]);
    assertThat(cache.read(NAME, 10)).isNull();
    cache.delete(NAME);
    cache.clear();
    assertThat(entry).isDirectory();
    assertThat(root.resolve("cache")).isDirectoryNotContaining("glob:**/staged-*");
  }

  @Test
  void aPipeInPlaceOfAnEntryIsNotWaitedFor() throws Exception {
    Path entry = fan().resolve(NAME.toString());
    Files.delete(entry);
    makePipe(entry);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertThat(cache.read(NAME, 10)).isNull());
  }

  @Test
  void aPipeInPlaceOfTheLockIsNotWaitedFor() throws Exception {
    Path other = Files.createDirectory(root.resolve("other"));
    makePipe(other.resolve("lock"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> CacheDirectory.open(other, 1 << 20))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("no regular file"));
  }

  /** As another class loader of this process has it, such as another application in a server. */
  @Test
  void aLockThatThisProcessHasOtherwiseIsNotGivenUp() throws Exception {
    Path other = Files.createDirectory(root.resolve("other"));
    Path file = Files.createFile(other.resolve("lock"));
    try (FileChannel held = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = held.lock()) {
      assertThat(CacheDirectory.open(other, 1 << 20)).isNull();
      assertThat(CacheDirectory.open(other, 1 << 20)).isNull();
      assertThat(lock.isValid()).isTrue();
      assertThat(isLocked(file)).as("seen by other processes").isTrue();
    }
    requireNonNull(CacheDirectory.open(other, 1 << 20)).release();
  }

  private static boolean isLocked(Path file) throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/locks")), "this system shows no locks");
    Object inode = Files.getAttribute(file, "unix:ino");
    return Files.readString(Path.of("/proc/locks")).contains(":" + inode + " ");
  }

  private static void makePipe(Path place) throws Exception {
    int made = new ProcessBuilder("mkfifo", place.toString()).start().waitFor();
    assumeTrue(made == 0, "this system has no mkfifo");
  }
}
