package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.spi.Metrics;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files and pages of large ones on a disk that is full, and of processes that are killed. */
@Tag("kills")
@Timeout(300)
class DiskTroubleTest {
  @TempDir private Path directory;

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.onExit().join().exitValue() == 0 ? "" : "failed: " + said.strip();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static long count(Path directory, String glob) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches(glob))
          .count();
    }
  }

  @Test
  void pagesThatADiskHasNoRoomForAreReadFromTheStore() throws IOException {
    String problem = run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", directory.toString());
    assumeTrue(problem.isEmpty(), "this machine lets us mount no disk: " + problem);
    try {
      onFullDisk();
    } finally {
      assertThat(run("umount", "-l", directory.toString())).isEmpty();
    }
  }

  private void onFullDisk() throws IOException {
    AtomicLong now = new AtomicLong();
    byte[] content = ChangingPages.content(1);
    RecordingFileStore below = new RecordingFileStore(new InMemoryFileStore());
    below.write(ChangingPages.FILE, content);
    DiskCacheOptions disk = new DiskCacheOptions(directory, 1 << 30, "origin");
    CacheOptions options = CacheOptions.DEFAULTS.ttl(Duration.ofHours(1)).disk(disk);
    try (FileStore store = new CachingFileStore(below, options, now::get)) {
      for (int i = 0; i < 3; i++) {
        ChangingPages.check(store, content);
      }
      assertThat(count(directory, "[0-9a-f]{64}")).as("what fits").isEqualTo(2);
      assertThat(count(directory, "staged-.*")).isZero();
      for (Path fan : fans()) {
        assertThat(run("rm", "-r", fan.toString())).isEmpty();
      }
      now.addAndGet(Duration.ofMinutes(2).toNanos());
      ChangingPages.check(store, content);
      assertThat(count(directory, "[0-9a-f]{64}")).as("again, after a while").isEqualTo(2);
      below.forget();
      ChangingPages.check(store, content);
      assertThat(below.count(Operation.READ)).as("those without room").isEqualTo(2);
    }
  }

  private List<Path> fans() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void aKilledProcessLeavesNoPageThatIsServedAndNotWhatTheFileHas(@TempDir Path files)
      throws IOException {
    for (int kill = 0; kill < 3; kill++) {
      assertThat(killAfter(ChangingPages.class, 2 * kill + 1, files))
          .as("what it warns of")
          .isEmpty();
      try (FileStore origin = new LocalFileStore(files, Durability.NONE);
          FileStore next = ChangingPages.cached(files, directory)) {
        byte[] content = origin.readBytes(ChangingPages.FILE);
        ChangingPages.check(next, content);
        ChangingPages.check(next, content);
      }
    }
  }

  @Test
  void aKilledProcessLeavesNoSmallFileThatTheStoreDoesNotHave(@TempDir Path files)
      throws IOException {
    for (int kill = 0; kill < 3; kill++) {
      assertThat(killAfter(ChangingFiles.class, kill + 1, files)).as("what it warns of").isEmpty();
      LocalFileStore origin = new LocalFileStore(files, Durability.NONE);
      try (FileStore next = ChangingFiles.cached(origin, directory)) {
        for (int round = 0; round < 2; round++) {
          for (int i = 0; i < ChangingFiles.FILES; i++) {
            assertThat(next.readString("f" + i)).isEqualTo(origin.readString("f" + i));
          }
        }
        assertThat(loads(next)).as("those that the kill left out").isBetween(0.0, 3.0);
      }
    }
  }

  @Test
  void smallFilesThatADiskHasNoRoomForAreReadFromTheStore() throws IOException {
    String problem = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString());
    assumeTrue(problem.isEmpty(), "this machine lets us mount no disk: " + problem);
    try {
      smallFilesOnFullDisk();
    } finally {
      assertThat(run("umount", "-l", directory.toString())).isEmpty();
    }
  }

  private void smallFilesOnFullDisk() throws IOException {
    AtomicLong now = new AtomicLong();
    InMemoryFileStore origin = new InMemoryFileStore();
    for (int i = 0; i < ChangingFiles.FILES; i++) {
      origin.write("f" + i, ChangingFiles.content(i, 0));
    }
    DiskCacheOptions disk = new DiskCacheOptions(directory, 1 << 30, "origin");
    CacheOptions options = CacheOptions.DEFAULTS.maxSize(3000).disk(disk);
    try (FileStore store = new CachingFileStore(origin, options, now::get)) {
      readAll(store);
      assertThat(size(store)).as("what fits").isBetween(5e5, 1048576.0);
      for (int i = 0; i < ChangingFiles.FILES; i += 2) {
        store.write("f" + i, ChangingFiles.content(i, 0));
      }
      now.addAndGet(Duration.ofMinutes(2).toNanos());
      double before = loads(store);
      readAll(store);
      readAll(store);
      assertThat(loads(store) - before).as("some are there").isLessThan(800);
    }
  }

  private static void readAll(FileStore store) {
    for (int i = 0; i < ChangingFiles.FILES; i++) {
      assertThat(store.readString("f" + i)).isEqualTo(ChangingFiles.content(i, 0));
    }
  }

  @Test
  void thatOthersCanWriteToTheDirectoryIsSaid(@TempDir Path files) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(killAfter(ChangingPages.class, 1, files))
        .contains("others than its owner", directory.toString());
  }

  /** Takes what a process has logged. */
  private static String logged(Path log) throws IOException {
    String text = Files.readString(log);
    Files.delete(log);
    return text;
  }

  private String killAfter(Class<?> changing, int rounds, Path files) throws IOException {
    Path log = Files.createTempFile(files, "log", "");
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            changing.getName(),
            files.toString(),
            directory.toString());
    Process process = program.redirectError(log.toFile()).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < rounds; i++) {
        assertThat(lines.readLine()).as(Files.readString(log)).isNotNull();
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
    return logged(log);
  }

  @Test
  void whatAKillHasLeftHalfWrittenGoesLaterAndNothingElse() throws IOException {
    FileStore opened = ChangingPages.cached(directory.resolve("files"), directory);
    opened.close();
    Path young = Files.write(directory.resolve("staged-" + UUID.randomUUID()), new byte[10]);
    Path old = longAgo(Files.write(directory.resolve("staged-" + UUID.randomUUID()), new byte[10]));
    Path notes = longAgo(Files.write(directory.resolve("staged-notes.txt"), new byte[10]));
    Path empty = longAgo(Files.createDirectory(directory.resolve("staged-" + UUID.randomUUID())));
    Path link = directory.resolve("staged-" + UUID.randomUUID());
    Files.createSymbolicLink(link, directory.resolve("absent"));
    try (FileStore next = ChangingPages.cached(directory.resolve("files"), directory)) {
      while (Files.exists(old)) {
        LockSupport.parkNanos(100_000);
      }
      assertThat(next.exists("a")).isFalse();
    }
    assertThat(young).exists();
    assertThat(notes).exists();
    assertThat(empty).isDirectory();
    assertThat(link).isSymbolicLink();
  }

  private static Path longAgo(Path file) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  @Test
  void whatCannotBeDeletedStopsNoCount() throws IOException {
    Path files = directory.resolve("files");
    try (FileStore store = ChangingPages.cached(files, directory)) {
      store.write("a", "text");
      store.readString("a");
    }
    Path full = directory.resolve("staged-x");
    Files.createDirectories(full.resolve("y"));
    longAgo(full);
    Files.createSymbolicLink(directory.resolve("staged-l"), directory.resolve("absent"));
    try (FileStore next = ChangingPages.cached(files, directory)) {
      while (size(next) == 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private static double size(FileStore store) {
    return metric(store, "cache.disk.size");
  }

  private static double loads(FileStore store) {
    return metric(store, "cache.loads");
  }

  private static double metric(FileStore store, String name) {
    return Metrics.of(store).stream()
        .filter(metric -> metric.name().equals(name))
        .mapToDouble(metric -> metric.value().getAsDouble())
        .sum();
  }
}
