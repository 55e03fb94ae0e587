package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class UndeleteTest {
  @TempDir private Path root;
  @TempDir private Path work;
  private HistoryFixture store = new HistoryFixture(Path.of(""));

  @BeforeEach
  void store() {
    store = new HistoryFixture(root);
  }

  @Test
  void aDeletedFileComesBackWithItsLastContent() {
    store.write("a", "one", "two");
    store.delete("a");
    assertThat(store.run("undelete", "--dry-run", "a").out())
        .startsWith("restore a: 3 bytes of 20");
    assertThat(store.exists("a")).isFalse();
    assertThat(store.run("undelete", "a").out()).startsWith("restored a: 3 bytes of 20");
    assertThat(store.text("a")).isEqualTo("two");
  }

  @Test
  void aFileThatIsThereIsLeftAlone() {
    store.write("a", "one", "two");
    Shell.Result result = store.run("undelete", "a");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("a is there: nothing is done");
    assertThat(store.text("a")).isEqualTo("two");
  }

  @Test
  void allThatIsDeletedInADirectoryComesBackAndNothingElseChanges() {
    store.write("d/a 😀", "1");
    store.write("d/sub/b", "22");
    store.write("d/there", "old", "new");
    store.write("other", "1");
    store.delete("d/a 😀");
    store.delete("d/sub");
    store.delete("other");
    assertThat(store.run("undelete", "-r", "d").out())
        .isEqualTo("restored 2 files, 3 bytes; 0 failed\n");
    assertThat(store.text("d/a 😀") + store.text("d/sub/b") + store.text("d/there"))
        .isEqualTo("122new");
    assertThat(store.exists("other")).isFalse();
    assertThat(store.run("undelete", "-r", "d").out())
        .isEqualTo("restored 0 files, 0 bytes; 0 failed\n");
  }

  @Test
  void aWholeDirectoryThatIsGoneComesBack() {
    store.write("d/a", "1");
    store.write("e/b", "1");
    store.delete("d");
    store.delete("e");
    assertThat(store.run("undelete", "-r", "--exclude", "*.tmp", "d", "e").code()).isZero();
    assertThat(store.exists("d/a") && store.exists("e/b")).isTrue();
  }

  @Test
  void patternsAndATimeChooseWhatComesBack() {
    store.write("d/a.txt", "1");
    store.write("d/b.log", "1");
    store.delete("d/a.txt");
    Instant since = store.write("d/now", "1");
    store.delete("d/b.log");
    String[] call = {"undelete", "-r", "--dry-run", "--since", since.toString(), "d"};
    assertThat(store.run(call).lines()).hasSize(2).first().asString().startsWith("restore d/b.log");
    store.run("undelete", "-r", "--include", "*.txt", "d");
    assertThat(store.exists("d/a.txt")).isTrue();
    assertThat(store.exists("d/b.log")).isFalse();
    assertThat(store.run("undelete", "--since", "0s ago", "d/b.log").err())
        .contains("was deleted before that");
  }

  /** As when a process was killed between the deletion and its mark. */
  @Test
  void aFileThatIsGoneWithoutAMarkComesBack() throws IOException {
    store.write("d/a", "one", "two");
    Files.delete(root.resolve("d/a"));
    assertThat(store.run("undelete", "-r", "d").out()).startsWith("restored 1 file");
    assertThat(store.text("d/a")).isEqualTo("one");
  }

  @Test
  void ofAFileThatIsGoneWithoutAMarkNothingTellsSinceWhen() throws IOException {
    store.write("d/a", "one", "two");
    store.write("d/b", "1");
    store.delete("d/b");
    Files.delete(root.resolve("d/a"));
    assertThat(store.run("undelete", "--since", "1h ago", "d/a").err())
        .contains("d/a is gone, and nothing tells since when")
        .contains("without --since")
        .doesNotContain("before that");
    assertThat(store.run("undelete", "-r", "--since", "1h ago", "d").out())
        .isEqualTo("restored 1 file, 1 byte; 1 deleted at an unknown time and left, 0 failed\n");
    assertThat(store.run("undelete", "-r", "--since", "1h ago", "--json", "d").out())
        .contains("\"undated\":1");
    assertThat(store.exists("d/a")).isFalse();
    assertThat(store.run("undelete", "-r", "d").out()).startsWith("restored 1 file, 3 bytes; 0");
  }

  @Test
  void whatNeverWasIsNoFile() {
    store.write("d/a", "1");
    store.delete("d");
    assertThat(store.run("undelete", "none").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(store.run("undelete", "-r", "none").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(store.run("undelete", "d").err()).contains("it is a directory, or was one");
    assertThat(store.run("undelete", "--include", "x", "d/a").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  @Tag("kills")
  void whatAKilledRunHasLeftTheNextBringsBack() throws Exception {
    for (int i = 0; i < 300; i++) {
      store.write("d/" + i, "content " + i);
    }
    store.delete("d");
    Program program = Program.ofClasses(work).with("COFFER_STORE", store.uri());
    Process process = program.start("undelete", "-r", "--parallel", "1", "d");
    while (process.isAlive() && !Files.exists(root.resolve("d"))) {
      LockSupport.parkNanos(100_000);
    }
    process.destroyForcibly().waitFor();
    assertThat(store.run("undelete", "-r", "d").code()).isZero();
    for (int i = 0; i < 300; i++) {
      assertThat(store.text("d/" + i)).isEqualTo("content " + i);
      assertThat(store.versions("d/" + i)).hasSize(2);
    }
  }

  /** Whether it writes before the file comes back or after, what it wrote is the last. */
  @Test
  void whatAnotherWritesAtTheSameMomentStays() throws Exception {
    for (int i = 0; i < 200; i++) {
      store.write("d/" + i, "old");
    }
    store.delete("d");
    Thread writer =
        new Thread(
            () -> {
              for (int i = 199; i >= 0; i--) {
                store.write("d/" + i, "new");
              }
            });
    writer.start();
    assertThat(store.run("undelete", "-r", "d").code()).isZero();
    writer.join();
    for (int i = 0; i < 200; i++) {
      assertThat(store.text("d/" + i)).isEqualTo("new");
    }
  }
}
