package dev.coffer.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose times are whole seconds may change a file twice within one of them. */
class RoundedTimesTest {
  private static final Instant TEN = Instant.parse("2026-01-01T00:00:10Z");

  @TempDir private Path directory;
  private final FileStore store = new InMemoryFileStore();

  private static FileInfo file(Instant time) {
    return new FileInfo(FilePath.of("a"), 1, time, "etag", Optional.empty(), Map.of());
  }

  private boolean looksEqual(Instant from, Instant here) {
    Destination target = new StoreDestination(store, info -> WriteOptions.DEFAULTS);
    return target.looksEqual(Origin.of(store), file(from), file(here));
  }

  @Test
  void aCopyOfTheSameSecondDoesNotProveThatNothingChanged() {
    assertThat(looksEqual(TEN, TEN.plusMillis(400))).isFalse();
    assertThat(looksEqual(TEN, TEN)).isFalse();
    assertThat(looksEqual(TEN, TEN.plusSeconds(1))).isTrue();
  }

  @Test
  void finerTimesDo() {
    assertThat(looksEqual(TEN.plusMillis(200), TEN.plusMillis(400))).isTrue();
    assertThat(looksEqual(TEN.plusMillis(200), TEN.plusMillis(200))).isTrue();
  }

  @Test
  void aFileInADirectoryGetsTheTimeOfItsSourceOnlyOnceThatIsOver() throws IOException {
    try (FileStore local = new LocalFileStore(directory)) {
      FileInfo here = local.write("a", "1");
      Destination target = new FolderDestination(directory, local);

      Instant notOver = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
      target.settle(file(notOver), here);
      assertThat(Files.getLastModifiedTime(directory.resolve("a")).toInstant())
          .isEqualTo(here.lastModified());

      target.settle(file(TEN), here);
      assertThat(Files.getLastModifiedTime(directory.resolve("a")).toInstant()).isEqualTo(TEN);
    }
  }
}
