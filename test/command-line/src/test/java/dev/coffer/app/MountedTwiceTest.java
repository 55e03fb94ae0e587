package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One directory in two places, mounted where the process alone sees it. */
@Tag("one-jdk")
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux mounts a directory twice")
class MountedTwiceTest {
  @TempDir private Path directory;

  @BeforeEach
  void mounts() throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("a/sub"));
    Files.createDirectories(directory.resolve("apart"));
    Files.createDirectories(directory.resolve("a b"));
    Files.createDirectories(directory.resolve("other/a mount"));
    Files.writeString(directory.resolve("a/sub/f"), "precious");
    assumeTrue(start("true").waitFor() == 0, "nothing can be mounted here");
  }

  private Process start(String program) throws IOException {
    return new ProcessBuilder(mounted("a", "a b", program)).directory(directory.toFile()).start();
  }

  private static List<String> mounted(String what, String where, String... program) {
    String script = "mount --bind '" + what + "' '" + where + "' && exec \"$@\"";
    List<String> command =
        new java.util.ArrayList<>(List.of("unshare", "-m", "sh", "-c", script, "sh"));
    command.addAll(List.of(program));
    return command;
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, a b",
    "a, a b, a",
    "a, a b, a/sub",
    "a, a b/sub, a",
    "a/sub, a, a b",
    "a/sub, a b, a"
  })
  void isNoSourceOfItself(String what, String from, String to) throws Exception {
    Shell.Result result =
        Program.ofClasses(directory).under(mounted(what, "a b")).run("sync", "--delete", from, to);
    assertThat(result.err()).contains("lie in one another");
    assertThat(result.code()).isEqualTo(2);
    assertThat(directory.resolve("a/sub/f")).hasContent("precious");
  }

  /** What is mounted below one side shows the other, what holds it, or what lies in it. */
  @ParameterizedTest
  @CsvSource({
    "a, a, other",
    "a, other, a",
    "a, a/sub, other",
    "a/sub, a, other",
    "a/sub, a, file:other"
  })
  void isNoSourceOfWhatHoldsAMountOfIt(String what, String from, String to) throws Exception {
    Shell.Result result =
        Program.ofClasses(directory)
            .under(mounted(what, "other/a mount"))
            .run("sync", "--delete", from, to);
    assertThat(result.err()).contains("lie in one another");
    assertThat(result.code()).isEqualTo(2);
    assertThat(directory.resolve("a/sub/f")).hasContent("precious");
  }

  @ParameterizedTest
  @CsvSource({"apart, a, a b", "a, a b, apart", "other, a, apart"})
  void isCopiedToAnother(String what, String from, String to) throws Exception {
    Shell.Result result =
        Program.ofClasses(directory).under(mounted(what, "a b")).run("sync", from, to);
    assertThat(result.err()).isEmpty();
    assertThat(directory.resolve("apart/sub/f")).hasContent("precious");
  }
}
