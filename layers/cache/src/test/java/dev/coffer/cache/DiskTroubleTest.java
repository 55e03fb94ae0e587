package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages of large files on a disk that is full, and of processes that are killed. */
@Timeout(60)
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
      killAfter(2 * kill + 1, files);
      try (FileStore origin = new LocalFileStore(files, Durability.NONE);
          FileStore next = ChangingPages.cached(files, directory)) {
        byte[] content = origin.readBytes(ChangingPages.FILE);
        ChangingPages.check(next, content);
        ChangingPages.check(next, content);
      }
    }
  }

  private void killAfter(int rounds, Path files) throws IOException {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ChangingPages.class.getName(),
            files.toString(),
            directory.toString());
    Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < rounds; i++) {
        assertThat(lines.readLine()).isNotNull();
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  @Test
  void whatAKillHasLeftHalfWrittenGoesLater() throws IOException {
    FileStore opened = ChangingPages.cached(directory.resolve("files"), directory);
    opened.close();
    Path young = Files.write(directory.resolve("staged-1"), new byte[10]);
    Path old = Files.write(directory.resolve("staged-2"), new byte[10]);
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    Files.setLastModifiedTime(old, longAgo);
    try (FileStore next = ChangingPages.cached(directory.resolve("files"), directory)) {
      while (Files.exists(old)) {
        LockSupport.parkNanos(100_000);
      }
      assertThat(young).exists();
      assertThat(next.exists("a")).isFalse();
    }
  }
}
