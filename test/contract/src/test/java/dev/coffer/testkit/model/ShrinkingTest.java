package dev.coffer.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bulk")
final class ShrinkingTest {
  /** Deletes by a prefix of the name: with {@code d} goes {@code d2}. */
  private static final class PrefixDeletingFileStore extends ForwardingFileStore {
    PrefixDeletingFileStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public void deleteDirectory(FilePath directory) {
      List<FilePath> paths = new ArrayList<>();
      try (Stream<Entry> all = list(FilePath.ROOT, ListOptions.DEFAULTS.recursive())) {
        all.map(Entry::path)
            .filter(path -> path.toString().startsWith(directory.toString()))
            .forEach(paths::add);
      }
      deleteFiles(paths);
    }
  }

  /** Forgets the condition that a file be absent. */
  private static final class OverwritingFileStore extends ForwardingFileStore {
    OverwritingFileStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      return super.write(path, content, options.isIfAbsent() ? options.unconditional() : options);
    }
  }

  /** Loses every third file that is written, so writes before it must stay in the program. */
  private static final class ForgetfulFileStore extends ForwardingFileStore {
    private int writes;

    ForgetfulFileStore() {
      super(new InMemoryFileStore());
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FileInfo written = super.write(path, content, options);
      if (++writes % 3 == 0) {
        deleteFiles(List.of(path));
      }
      return written;
    }
  }

  @Test
  void aStoreThatDeletesByPrefixIsShownInFewCalls() {
    assertShrinksTo(3, PrefixDeletingFileStore::new);
  }

  @Test
  void aStoreThatIgnoresIfAbsentIsShownInFewCalls() {
    assertShrinksTo(2, OverwritingFileStore::new);
  }

  @Test
  void nothingCanBeLeftOutOfAShrunkProgram() {
    for (long seed = 0; seed < 10; seed++) {
      List<ModelStep> program =
          new RandomOperations(ForgetfulFileStore::new).find(seed, 200).orElseThrow().program();
      for (int i = 0; i < program.size(); i++) {
        List<ModelStep> rest = new ArrayList<>(program);
        rest.remove(i);
        assertThat(new Runner(ForgetfulFileStore::new).run(rest)).isEmpty();
      }
    }
  }

  @Test
  void theErrorHoldsSeedDifferenceAndProgram() {
    RandomOperations operations = new RandomOperations(OverwritingFileStore::new);
    assertThatThrownBy(() -> LongStream.range(0, 20).forEach(seed -> operations.run(seed, 200)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dcoffer.seed=")
        .hasMessageContaining("WriteOptions.DEFAULTS.ifAbsent()")
        .hasMessageContaining("expected ConflictException, was success");
  }

  @Test
  void oneSeedMakesOneProgramAndAnotherSeedAnother() {
    assertThat(Program.of(7, 100)).isEqualTo(Program.of(7, 100)).isNotEqualTo(Program.of(8, 100));
  }

  @Test
  void everyKindOfCallIsPrintedAsJavaThatCompiles() {
    StringBuilder java = new StringBuilder();
    Program.of(1, 1000).forEach(each -> java.append(each.java("store")).append(";\n"));
    PastedProgram.compile(java.toString());
  }

  private static void assertShrinksTo(int most, Supplier<FileStore> broken) {
    for (long seed = 0; seed < 5; seed++) {
      Optional<ModelFailure> failure = new RandomOperations(broken).find(seed, 1000);
      assertThat(failure).as("seed " + seed).isPresent();
      List<ModelStep> program = failure.orElseThrow().program();
      assertThat(program).as(failure.orElseThrow().java()).hasSizeLessThanOrEqualTo(most);
      assertThat(new Runner(broken).run(program)).as("run again").isPresent();
      assertThat(new Runner(InMemoryFileStore::new).run(program)).as("a good store").isEmpty();
      PastedProgram.run(failure.orElseThrow().java(), broken);
    }
  }
}
