package dev.coffer.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ProgramTest {
  private static final List<String> RARER =
      List.of(
          "read NotFoundException",
          "read NotModifiedException",
          "read InvalidRangeException",
          "copy NotFoundException",
          "move NotFoundException",
          "write StorageFailureException");

  private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();

  /** Counts how calls end. */
  private final class CountingFileStore extends ForwardingFileStore {
    CountingFileStore() {
      super(new InMemoryFileStore());
    }

    private <T> T count(String call, Supplier<T> action) {
      String outcome = "success";
      try {
        return action.get();
      } catch (FileStoreException e) {
        outcome = e.getClass().getSimpleName();
        throw e;
      } finally {
        outcomes.merge(call + " " + outcome, 1, Integer::sum);
      }
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      return count("write", () -> super.write(path, content, options));
    }

    @Override
    public OpenedFile read(FilePath path, ReadOptions options) {
      return count("read", () -> super.read(path, options));
    }

    @Override
    public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
      return count("copy", () -> super.copy(source, target, options));
    }

    @Override
    public FileInfo move(FilePath source, FilePath target) {
      return count("move", () -> super.move(source, target));
    }
  }

  @Test
  void programsMeetEveryOutcomeOftenEnough() {
    Runner runner = new Runner(CountingFileStore::new);
    for (long seed = 0; seed < 50; seed++) {
      assertThat(runner.run(Program.of(seed, 200))).isEmpty();
    }
    for (String call : List.of("write", "read", "copy", "move")) {
      assertThat(times(call + " success")).as("%s in %s", call, outcomes).isGreaterThan(100);
      assertThat(times(call + " ConflictException")).as("%s", outcomes).isGreaterThan(20);
    }
    for (String outcome : RARER) {
      assertThat(times(outcome)).as("%s in %s", outcome, outcomes).isGreaterThan(20);
    }
  }

  private int times(String outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }
}
