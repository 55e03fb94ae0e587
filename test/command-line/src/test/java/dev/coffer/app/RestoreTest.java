package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
  @TempDir private Path root;
  private HistoryFixture store = new HistoryFixture(Path.of(""));

  @BeforeEach
  void store() {
    store = new HistoryFixture(root);
  }

  @Test
  void withoutAVersionItIsTheOneBefore() {
    store.write("a", "one", "two");
    Shell.Result result = store.run("restore", "a");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).matches("restored a: 3 bytes of 20\\S+Z, version 20\\S+\n");
    assertThat(store.text("a")).isEqualTo("one");
    assertThat(store.versions("a")).hasSize(2);
    store.delete("a");
    assertThat(store.run("restore", "a").code()).isZero();
    assertThat(store.text("a")).isEqualTo("one");
  }

  @Test
  void aVersionIsChosenByItsNameOrATime() {
    Instant first = store.write("a", "one");
    store.write("a", "two", "three");
    store.run("restore", "--version", "-1", "a");
    assertThat(store.text("a")).isEqualTo("two");
    store.run("restore", "--at", first.toString(), "a");
    assertThat(store.text("a")).isEqualTo("one");
    Shell.Result before = store.run("restore", "--at", "2001-01-01", "a");
    assertThat(before.code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(before.err()).contains("there was no such file at 20");
  }

  @Test
  void aFileThatHasNotChangedIsLeftAlone() {
    Instant last = store.write("a", "one", "two");
    Shell.Result result = store.run("restore", "--at", last.toString(), "a");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("a has not changed since: nothing is done");
    assertThat(store.versions("a")).hasSize(1);
  }

  @Test
  void aDirectoryGetsTheContentsThatItHad() {
    store.write("d/changed", "old");
    store.write("d/deleted 😀", "old");
    store.write("d/rewritten", "same");
    store.write("other", "old");
    Instant then = store.write("d/kept", "kept");
    store.write("d/changed", "new");
    store.delete("d/deleted 😀");
    store.write("d/rewritten", "diff", "same");
    store.write("d/created", "new");
    store.write("other", "new");
    Shell.Result plan = store.run("restore", "-r", "--at", then.toString(), "--dry-run", "d");
    assertThat(plan.lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("restore d/changed: 3 bytes of .* \\(replaced\\)"))
        .anyMatch(line -> line.matches("restore d/deleted 😀: 3 bytes of [^(]*"))
        .contains(
            "would have restored 2 files, 6 bytes; 2 as it was already, 1 created later and left,"
                + " 0 failed");
    assertThat(store.text("d/changed")).isEqualTo("new");
    assertThat(store.run("restore", "-r", "--at", then.toString(), "d").out())
        .isEqualTo(plan.lines().get(2).replace("would have ", "") + "\n");
    assertThat(
            List.of(store.text("d/changed"), store.text("d/deleted 😀"), store.text("d/created")))
        .containsExactly("old", "old", "new");
    assertThat(store.text("other")).isEqualTo("new");
    assertThat(store.run("restore", "-r", "--at", then.toString(), "--json", "d").out())
        .isEqualTo(
            "{\"files\":0,\"bytes\":0,\"deleted\":0,\"unchanged\":4,\"later\":1,\"present\":0,\"undated\":0,\"failed\":0,\"dryRun\":false}\n");
  }

  @Test
  void aFileThatCannotComeBackHoldsUpNoOther() {
    store.write("d/a", "file");
    Instant then = store.write("d/b", "old");
    store.delete("d/a");
    store.write("d/a/now a directory", "1");
    store.write("d/b", "new");
    Shell.Result result = store.run("restore", "-r", "--at", then.toString(), "d");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(result.err()).contains("d/a", "restore: 1 file could not be restored");
    assertThat(result.out()).contains("restored 1 file, 3 bytes").contains("1 failed");
    assertThat(store.text("d/b")).isEqualTo("old");
  }

  @Test
  void whatWasCreatedSinceIsDeletedOnRequest() {
    store.write("d/a", "file");
    Instant then = store.write("d/b", "old");
    store.delete("d/a");
    store.write("d/a/now a directory", "1");
    store.write("d/created 😀", "new");
    store.write("other", "new");
    Shell.Result plan =
        store.run("restore", "-r", "--at", then.toString(), "--delete", "--dry-run", "d");
    assertThat(plan.lines())
        .contains("delete d/a/now a directory", "delete d/created 😀")
        .endsWith("would have restored 1 file, 4 bytes; 2 deleted, 1 as it was already, 0 failed");
    assertThat(store.exists("d/created 😀")).isTrue();
    Shell.Result done = store.run("restore", "-r", "--at", then.toString(), "--delete", "d");
    assertThat(done.out())
        .isEqualTo("restored 1 file, 4 bytes; 2 deleted, 1 as it was already, 0 failed\n");
    assertThat(store.text("d/a")).isEqualTo("file");
    assertThat(store.exists("d/created 😀")).isFalse();
    assertThat(store.exists("other")).isTrue();
    assertThat(store.run("undelete", "d/created 😀").code()).isZero();
    assertThat(store.text("d/created 😀")).isEqualTo("new");
  }

  @Test
  void filtersChooseFilesOfTheDirectory() {
    store.write("d/a.txt", "old");
    Instant then = store.write("d/b.log", "old");
    store.write("d/a.txt", "new");
    store.write("d/b.log", "new");
    store.run("restore", "-r", "--at", then.toString(), "--include", "*.txt", "d");
    assertThat(store.text("d/a.txt")).isEqualTo("old");
    assertThat(store.text("d/b.log")).isEqualTo("new");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    store.write("d/a", "1");
    assertThat(store.run("restore", "-r", "d").err()).contains("-r needs --at");
    assertThat(store.run("restore", "-r", "d").code()).isEqualTo(ExitCode.USAGE);
    assertThat(store.run("restore", "--at", "1h ago", "--version", "x", "a").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(store.run("restore", "--delete", "a").err()).contains("--delete belongs to -r");
    assertThat(store.run("restore", "--at", "soon", "a").code()).isEqualTo(ExitCode.USAGE);
    assertThat(store.run("restore", "--include", "x", "a").code()).isEqualTo(ExitCode.USAGE);
    assertThat(store.run("restore", "d").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(store.run("restore", "d/a").err()).contains("it has no earlier version");
    assertThat(store.run("restore", "-r", "--at", "0s ago", "none").code())
        .isEqualTo(ExitCode.DIRECTORY_NOT_FOUND);
  }
}
