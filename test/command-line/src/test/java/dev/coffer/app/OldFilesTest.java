package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting by age and pattern, and the question before a directory is deleted. */
class OldFilesTest {
  @TempDir private Path root;
  private Shell shell = new Shell(Map.of(), new byte[0], Terminals.NONE);

  @BeforeEach
  void filesOfTwoAges() throws IOException {
    shell = Shell.on(root);
    file("runtime/a.log", 10);
    file("runtime/x/b.log", 8);
    file("runtime/young.log", 1);
    file("kept/a.log", 10);
    file("*", 10);
  }

  private void file(String name, int days) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "12345");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  @Test
  void onlyOldFilesOfThePatternAreDeleted() {
    Shell.Result result = shell.run("rm", "--older-than", "7d", "runtime/**");
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("deleted 2 files, 10 bytes, older than 20");
    assertThat(shell.run("ls", "-r").lines())
        .containsExactly("*", "kept/a.log", "runtime/young.log");
  }

  @Test
  void severalPatternsCountAFileOnce() {
    assertThat(shell.run("rm", "--older-than=P9D", "--json", "**/*.log", "kept/a.log").out())
        .isEqualTo("{\"deleted\":2,\"bytes\":10}\n");
  }

  @Test
  void aDryRunTellsAndDeletesNothing() {
    assertThat(shell.run("rm", "--dry-run", "--older-than", "7d", "runtime/**").lines())
        .containsExactly("runtime/a.log", "runtime/x/b.log");
    assertThat(shell.run("rm", "--dry-run", "--older-than", "7d", "--json", "kept/*").lines())
        .singleElement()
        .asString()
        .startsWith("{\"path\":\"kept/a.log\",\"directory\":false,\"size\":5,");
    assertThat(shell.run("rm", "-r", "--dry-run", "runtime", "kept/a.log").lines())
        .containsExactly("runtime/", "kept/a.log");
    assertThat(shell.run("ls", "-r").lines()).hasSize(5);
  }

  @Test
  void withTheOptionForDirectoriesAPathIsOneToo() {
    assertThat(shell.run("rm", "--older-than", "7d", "runtime").out()).startsWith("deleted 0 ");
    assertThat(shell.run("rm", "-r", "--older-than", "7d", "--dry-run", "runtime/").lines())
        .containsExactly("runtime/a.log", "runtime/x/b.log");
    assertThat(shell.run("rm", "-r", "--older-than", "7d", "runtime", "kept/a.log").out())
        .startsWith("deleted 3 files");
    assertThat(shell.run("rm", "-r", "--older-than", "7d", ".").out()).startsWith("deleted 1 ");
    assertThat(shell.run("ls", "-r").lines()).containsExactly("runtime/young.log");
  }

  @Test
  void withoutAnAgeAStarIsAName() {
    assertThat(shell.run("rm", "*").code()).isZero();
    assertThat(shell.run("ls", "-r").lines()).hasSize(4).doesNotContain("*");
  }

  @Test
  void nothingOldIsNoError() {
    assertThat(shell.run("rm", "--older-than", "999999999w", "**").out())
        .startsWith("deleted 0 files, 0 bytes");
  }

  @Test
  void anAgeIsANumberAndAUnit() {
    for (String age : new String[] {"7", "d", "-7d", "7y", "PT-1H", ""}) {
      Shell.Result result = shell.run("rm", "--older-than", age, "**");
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).contains("no time span: " + age);
    }
    assertThat(shell.run("ls", "-r").lines()).hasSize(5);
  }

  @Test
  void aTerminalIsAskedBeforeADirectoryIsDeleted() {
    for (String answer : new String[] {"n\n", "\n", "", "yesterday\n"}) {
      Shell.Result result = shell.onTerminal().withInput(answer).run("rm", "-r", "runtime");
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("coffer: delete all of runtime/ on file:")
          .contains("? [y/N] ", "nothing of runtime/ is deleted");
    }
    assertThat(shell.run("ls", "runtime").lines()).hasSize(3);
    assertThat(shell.onTerminal().withInput("Y\r\n").run("rm", "-r", "runtime").code()).isZero();
    assertThat(shell.run("ls").lines()).doesNotContain("runtime/");
  }

  @Test
  void yesAndAPipeAreNotAsked() {
    assertThat(shell.onTerminal().run("rm", "-r", "--yes", "runtime").err()).isEmpty();
    assertThat(shell.run("rm", "-r", "kept").err()).isEmpty();
    assertThat(shell.run("ls").lines()).containsExactly("*");
  }
}
