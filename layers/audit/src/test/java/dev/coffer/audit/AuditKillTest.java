package dev.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.local.JavaProcess;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with sixteen writers is killed at random, again and again. */
@Timeout(600)
@Tag("kills")
final class AuditKillTest {
  private static final int KILLS = Boolean.getBoolean("coffer.thorough") ? 50 : 3;

  @TempDir Path folder;

  /** Looks at the trail that the killed process has left. */
  private interface Look {
    AuditCheck check(Path trail) throws IOException;
  }

  /** Reads it. */
  private interface Reading {
    void read(Path trail, Consumer<AuditRecord> found) throws IOException;
  }

  @Test
  void noOperationThatWasAnsweredIsMissingAndTheTrailIsIntact() throws Exception {
    killAtRandom("directory", AuditCheck::of, AuditReader::read);
  }

  @Test
  void norIsOneMissingInAStore() throws Exception {
    killAtRandom(
        "store",
        trail -> {
          try (FileStore store = new LocalFileStore(trail)) {
            return AuditCheck.of(store);
          }
        },
        (trail, found) -> {
          try (FileStore store = new LocalFileStore(trail)) {
            AuditReader.read(store, found);
          }
        });
  }

  private void killAtRandom(String where, Look look, Reading reading) throws Exception {
    Random random = new Random(7);
    Path trail = folder.resolve("trail");
    List<String> answered = new ArrayList<>();
    for (int round = 0; round < KILLS; round++) {
      answered.addAll(run(where, round, 50 + random.nextInt(400)));
      assertThat(look.check(trail).problems()).as("after kill %d", round).isEmpty();
    }
    Set<String> written = new HashSet<>();
    reading.read(trail, entry -> written.add(entry.path()));
    assertThat(written).containsAll(answered);
  }

  private List<String> run(String where, int round, int lines)
      throws InterruptedException, IOException {
    try (JavaProcess process =
        JavaProcess.of(
                AuditedWriters.class, folder.resolve("root"), folder.resolve("trail"), round, where)
            .start()) {
      List<String> answered = new ArrayList<>();
      for (int i = 0; i < lines; i++) {
        answered.add(process.line());
      }
      process.kill();
      answered.addAll(process.rest());
      // The last line may be a part of one, or an error of reading it.
      return answered.stream()
          .filter(line -> line.endsWith(" answered"))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .toList();
    }
  }
}
