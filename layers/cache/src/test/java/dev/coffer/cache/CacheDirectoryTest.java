package dev.coffer.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else puts in the place of an entry or of a directory of entries. */
class CacheDirectoryTest {
  private static final String NAME = "0".repeat(64);

  @TempDir private Path root;
  private CacheDirectory cache;

  @BeforeEach
  void keepAnEntry() throws IOException {
    cache = requireNonNull(CacheDirectory.open(root.resolve("cache"), 1 << 20));
    cache.write(NAME, new byte[1], new byte[2]);
    assertThat(cache.read(NAME, 10)).hasSize(3);
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
    String other = "00" + "1".repeat(62);
    cache.write(other, new byte[1], new byte[2]);
    Path elsewhere = root.resolve("elsewhere");
    Files.move(fan(), elsewhere);
    Files.createSymbolicLink(fan(), elsewhere);
    FileTime old = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(elsewhere.resolve(other), old);
    byte[] unused = cache.read(other, 10);
    assertThrows(NotDirectoryException.class, () -> cache.write(other, new byte[1], new byte[1]));
    cache.delete(other);
    cache.clear();
    assertThat(elsewhere.resolve(other)).hasSize(3);
    assertThat(Files.getLastModifiedTime(elsewhere.resolve(other))).isEqualTo(old);
  }

  @Test
  void aPipeInPlaceOfAnEntryIsNotWaitedFor() throws Exception {
    Path entry = fan().resolve(NAME);
    Files.delete(entry);
    int made = new ProcessBuilder("mkfifo", entry.toString()).start().waitFor();
    assumeTrue(made == 0, "this system has no mkfifo");
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertThat(cache.read(NAME, 10)).isNull());
  }
}
