package dev.coffer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.local.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with sixteen writers is killed at random, again and again. */
@Timeout(600)
final class AuditKillTest {
  private static final int KILLS = Boolean.getBoolean("coffer.thorough") ? 50 : 5;

  @TempDir Path folder;

  @Test
  void noOperationThatWasAnsweredIsMissingAndTheTrailIsIntact() throws Exception {
    Random random = new Random(7);
    Path trail = folder.resolve("trail");
    List<String> answered = new ArrayList<>();
    for (int round = 0; round < KILLS; round++) {
      answered.addAll(run(round, 50 + random.nextInt(400)));
      AuditCheck check = AuditCheck.of(trail);
      assertThat(check.problems()).as("after kill %d", round).isEmpty();
    }
    Set<String> written = new HashSet<>();
    AuditReader.read(trail, entry -> written.add(entry.path()));
    assertThat(written).containsAll(answered);
  }

  private List<String> run(int round, int lines) throws InterruptedException, IOException {
    try (JavaProcess process =
        JavaProcess.of(AuditedWriters.class, folder.resolve("root"), folder.resolve("trail"), round)
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
