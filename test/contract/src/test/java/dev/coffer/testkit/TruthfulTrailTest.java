package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.audit.AuditReader;
import dev.coffer.audit.AuditRecord;
import dev.coffer.audit.AuditTrail;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that says {@code ok} speaks of what was done, on a store that fails before and after. */
class TruthfulTrailTest {
  @TempDir(factory = MemoryDirectory.class)
  Path trail;

  private final FileStore files = new InMemoryFileStore();

  /** What the files were after each operation, for the lines that were written by then. */
  private record Step(List<AuditRecord> lines, List<String> present) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noLineSaysWhatIsNotSo(long seed) throws IOException {
    Random random = new Random(seed);
    FaultyFileStore faulty = new FaultyFileStore(files);
    for (Operation operation :
        List.of(Operation.WRITE, Operation.DELETE_FILES, Operation.DELETE_FILE, Operation.MOVE)) {
      for (int call = 1; call <= 100; call++) {
        int kind = random.nextInt(4);
        if (kind == 0) {
          faulty.failBefore(operation, call, TruthfulTrailTest::lost);
        } else if (kind == 1) {
          faulty.failAfter(operation, call, TruthfulTrailTest::lost);
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    try (FileStore store = audited(faulty)) {
      for (int i = 0; i < 100; i++) {
        change(store, random);
        steps.add(new Step(lines(), files.list("")));
      }
    }
    int seen = 0;
    for (Step step : steps) {
      assertTrue(step.lines().subList(seen, step.lines().size()), step.present());
      seen = step.lines().size();
    }
    assertThat(steps.get(99).lines())
        .extracting(AuditRecord::outcome)
        .contains("ok", "connection", "unknown");
  }

  @Test
  void aTrailThatLiesIsNoticed() {
    for (String operation : List.of("write", "delete", "move")) {
      List<String> present = operation.equals("delete") ? List.of("a") : List.of();
      AuditRecord lie =
          new AuditRecord(
              Instant.EPOCH,
              Optional.empty(),
              operation,
              "a",
              Optional.of("b").filter(target -> operation.equals("move")),
              0,
              "ok",
              Optional.empty());
      assertThatThrownBy(() -> assertTrue(List.of(lie), present))
          .as(operation)
          .isInstanceOf(AssertionError.class);
    }
  }

  private static void assertTrue(List<AuditRecord> lines, List<String> present) {
    for (AuditRecord line : lines) {
      if (line.outcome().equals("ok")) {
        switch (line.operation()) {
          case "write" -> assertThat(present).as("%s", line).contains(line.path());
          case "delete" -> assertThat(present).as("%s", line).doesNotContain(line.path());
          case "move" ->
              assertThat(present)
                  .as("%s", line)
                  .contains(line.target().orElseThrow())
                  .doesNotContain(line.path());
          default -> throw new AssertionError(line);
        }
      }
    }
  }

  private static ConnectionException lost() {
    return new ConnectionException(new ErrorContext("any", "", "test"), "lost", null);
  }

  private void change(FileStore store, Random random) {
    try {
      switch (random.nextInt(4)) {
        case 0 -> store.write("f" + random.nextInt(4), "x");
        case 1 -> store.deleteAll(List.of("f0", "f1", "f2"));
        case 2 -> deleteVersion(store, "f" + random.nextInt(4), random.nextBoolean());
        default -> store.move("f" + random.nextInt(2), "f" + (2 + random.nextInt(2)));
      }
    } catch (FileStoreException e) {
      // The trail says so.
    }
  }

  private void deleteVersion(FileStore store, String path, boolean present) {
    String etag = files.stat(path).filter(file -> present).map(FileInfo::etag).orElse("old");
    store.deleteFile(path, DeleteOptions.DEFAULTS.ifMatch(etag));
  }

  private FileStore audited(FileStore store) throws IOException {
    AuditTrail listener =
        new AuditTrail(trail, 64 << 20, AuditTrail.OnFailure.FAIL, Clock.systemUTC());
    return new ObservedFileStore(store, ObserveOptions.DEFAULTS.listener(listener));
  }

  private List<AuditRecord> lines() throws IOException {
    List<AuditRecord> lines = new ArrayList<>();
    AuditReader.read(trail, lines::add);
    return lines;
  }
}
