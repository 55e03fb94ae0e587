package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --include} and {@code --exclude} of verbs, and the limit of deletions. */
class FilteredCommandsTest {
  @TempDir private Path directory;
  private Shell shell = Shell.on(Path.of("."));
  private Path from = Path.of(".");
  private Path to = Path.of(".");

  @BeforeEach
  void twoTrees() throws IOException {
    from = directory.resolve("from");
    to = directory.resolve("to");
    shell = Shell.on(to);
    for (String name : new String[] {"a.txt", "b.tmp", "d/c.txt", "d/e.tmp", "cache/x.txt"}) {
      write(from, name);
    }
    for (String name : new String[] {"old.txt", "old.tmp", "cache/old.txt", "d/old.log"}) {
      write(to, name);
    }
  }

  private static void write(Path root, String name) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), "12345");
  }

  private static List<String> namesIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> "" + root.relativize(file))
          .sorted()
          .toList();
    }
  }

  private Shell.Result sync(String... options) {
    Stream<String> call = Stream.of("sync", from.toString(), to.toString());
    return shell.run(Stream.concat(call, Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void syncNeitherCopiesNorDeletesWhatIsExcluded() throws IOException {
    Shell.Result result = sync("--delete", "--exclude", "*.tmp", "--exclude", "/cache/");
    assertThat(result.out())
        .isEqualTo("copied 2 files, 10 bytes; skipped 0, deleted 2, failed 0\n");
    assertThat(namesIn(to)).containsExactly("a.txt", "cache/old.txt", "d/c.txt", "old.tmp");
  }

  @Test
  void syncOfWhatIsIncludedLeavesEverythingElse() throws IOException {
    assertThat(sync("--delete", "--include", "*.txt").code()).isZero();
    assertThat(namesIn(to))
        .containsExactly("a.txt", "cache/x.txt", "d/c.txt", "d/old.log", "old.tmp");
  }

  @Test
  void filesBelowWhatIsALinkNowAreKept() throws IOException {
    write(to, "linked/only.txt");
    Files.createSymbolicLink(from.resolve("linked"), directory.resolve("nowhere"));
    Shell.Result result = sync("--delete", "--include", "*.txt");
    assertThat(result.err()).contains("linked");
    assertThat(namesIn(to)).contains("linked/only.txt");
  }

  @Test
  void whatIsExcludedFailsNoSync() throws IOException {
    Files.createDirectories(from.resolve("cache/sub\\dir"));
    Files.createSymbolicLink(from.resolve("link"), from);
    Shell.Result all = sync("--dry-run");
    assertThat(all.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(all.err()).contains("link");
    Shell.Result chosen = sync("--dry-run", "--exclude", "cache/", "--exclude=link");
    assertThat(chosen.err()).isEmpty();
    assertThat(chosen.code()).isZero();
  }

  @Test
  void moreDeletionsThanAllowedChangeNothing() throws IOException {
    List<String> before = namesIn(to);
    Shell.Result result = sync("--delete", "--max-delete", "3");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(result.err()).contains("4 files", "at most 3 may be");
    assertThat(namesIn(to)).isEqualTo(before);
    assertThat(sync("--delete", "--max-delete", "4").code()).isZero();
    assertThat(namesIn(to)).isEqualTo(namesIn(from));
  }

  @Test
  void aDryRunTellsEvenMoreDeletionsThanAllowed() {
    Shell.Result result = sync("--delete", "--max-delete", "1", "--dry-run");
    assertThat(result.lines()).contains("delete old.txt", "delete old.tmp", "delete d/old.log");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
  }

  @Test
  void aLimitOfDeletionsNeedsDeletions() {
    assertThat(sync("--max-delete", "1").code()).isEqualTo(ExitCode.USAGE);
    assertThat(sync("--delete", "--max-delete", "many").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void lsShowsWhatMatches() {
    Shell source = Shell.on(from);
    assertThat(source.run("ls", "-r", "--include", "*.txt").lines())
        .containsExactly("a.txt", "cache/x.txt", "d/c.txt");
    assertThat(source.run("ls", "-r", "--exclude", "/d/", "--exclude=*.tmp").lines())
        .containsExactly("a.txt", "cache/x.txt");
    assertThat(source.run("ls", "--exclude", "d/").lines())
        .containsExactly("a.txt", "b.tmp", "cache/");
    assertThat(source.run("ls", "-r", "d", "--include", "/*.txt").lines())
        .containsExactly("d/c.txt");
  }

  @Test
  void duCountsWhatMatches() {
    assertThat(Shell.on(from).run("du", "--exclude", "*.tmp", "--json").lines())
        .last()
        .asString()
        .contains("\"size\":15,\"files\":3");
  }

  @Test
  void rmDeletesWhatMatchesAndKeepsTheRest() throws IOException {
    Shell source = Shell.on(from);
    assertThat(source.run("rm", "-r", "--dry-run", "d", "--include", "*.tmp").lines())
        .containsExactly("d/e.tmp");
    assertThat(source.run("rm", "-r", "d", "--include", "*.tmp").code()).isZero();
    assertThat(source.run("ls", "-r", "d").lines()).containsExactly("d/c.txt");
    assertThat(source.run("rm", "-r", "d", "--exclude", "*.txt").code()).isZero();
    assertThat(source.run("ls", "-r", "d").lines()).containsExactly("d/c.txt");
  }

  @Test
  void patternsWithoutADirectoryAreRefused() {
    for (String[] call :
        new String[][] {
          {"rm", "--exclude", "*", "a.txt"},
          {"rm", "-r", "--exclude", "*", "--older-than", "0s", "**"},
          {"cp", "--exclude", "*", "a.txt", "x"},
          {"put", "--exclude", "*", "-", "x"},
          {"ls", "-r", "--exclude", "[a"},
          {"ls", "-r", "--exclude", ""}
        }) {
      assertThat(Shell.on(from).run(call).code()).as(call[0]).isEqualTo(ExitCode.USAGE);
    }
    assertThat(Shell.on(from).run("ls", "-r").lines()).hasSize(5);
  }
}
