package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process shows: streams, signals, locales, exit codes. */
class ProcessTest {
  @TempDir private Path directory;
  private Program program = Program.ofClasses(Path.of("."));

  @BeforeEach
  void aProgram() {
    program = Program.ofClasses(directory);
  }

  @Test
  void standardInputIsStoredAndDataAloneIsOnStandardOutput()
      throws IOException, InterruptedException {
    Program onStore = program.with("COFFER_STORE", "file:./s");
    assertThat(onStore.runWithInput("día ☀\n", "put", "-", "a b/🗄️.txt").err()).isEmpty();
    assertThat(directory.resolve("s/a b/🗄️.txt")).hasContent("día ☀\n");
    Shell.Result listed = onStore.run("ls", "-r");
    assertThat(listed.out()).isEqualTo("a b/🗄️.txt\n");
    assertThat(listed.err()).isEmpty();
    assertThat(listed.code()).isZero();
    Shell.Result missing = onStore.run("cat", "nothing");
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).startsWith("coffer: read nothing on ").contains("no such file");
    assertThat(missing.code()).isEqualTo(4);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only /proc tells what a descriptor leads to")
  void aStandardInputThatIsClosedIsAnErrorAndStoresNothing()
      throws IOException, InterruptedException {
    Shell.Result result =
        program
            .with("COFFER_STORE", "file:./s")
            .under(List.of("sh", "-c", "exec \"$@\" <&-", "sh"))
            .run("put", "-", "a");
    assertThat(result.err()).isEqualTo("coffer: standard input is closed\n");
    assertThat(result.code()).isEqualTo(6);
    assertThat(directory.resolve("s/a")).doesNotExist();
  }

  @Test
  void withoutAnySettingTheStoreIsTheUsersOwn() throws IOException, InterruptedException {
    assertThat(program.runWithInput("x", "put", "-", "a").err()).isEmpty();
    assertThat(directory.resolve(".coffer/data/a")).hasContent("x");
  }

  @Test
  void theStandardEnvironmentIsRead() throws IOException, InterruptedException {
    Path root = directory.resolve("standard");
    Program onStandard = program.with("FILE_STORE_PATH", root.toString());
    assertThat(onStandard.runWithInput("x", "put", "-", "a").err()).isEmpty();
    assertThat(root.resolve("a")).hasContent("x");
  }

  @Test
  void aNameWithALineBreakIsRefused() throws IOException, InterruptedException {
    Shell.Result result = program.run("--store", "file:s", "put", "-", "a\nb");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("a\\u000ab").hasLineCount(1);
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = "names are UTF-8 in every locale there")
  void aNameThatTheLocaleCannotReadIsRefused() throws IOException, InterruptedException {
    Shell.Result result = program.with("LC_ALL", "C").run("--store", "file:s", "put", "-", "día");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void aReaderThatGoesAwayEndsAListingQuietly() throws IOException, InterruptedException {
    Process process = program.start("--store", "trial:many", "ls", "-r", "-l");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).endsWith("  file-0");
    }
    assertThat(Program.text(process.getErrorStream())).isEmpty();
    assertThat(process.waitFor()).isEqualTo(ExitCode.BROKEN_PIPE);
  }

  @Test
  void anOutputThatIsFullIsAnError() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        program.command().stream(),
                        Stream.of("--store", "trial:none", "cat", "file"))
                    .toList())
            .redirectOutput(new File("/dev/full"))
            .start();
    assertThat(Program.text(process.getErrorStream())).startsWith("coffer: standard output: ");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void aGetThatIsToldToEndLeavesTheOldFileAndNothingElse()
      throws IOException, InterruptedException {
    Path out = Files.createDirectory(directory.resolve("out"));
    Path target = Files.writeString(out.resolve("f"), "old");
    Process process = program.start("--store", "trial:stalled", "get", "file", target.toString());
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      assertThat(err.readLine()).isEqualTo("stalled");
      assertThat(namesIn(out)).hasSize(2).contains("f");
      process.toHandle().destroy();
      process.waitFor();
      assertThat(err.readLine()).isNull();
    }
    assertThat(namesIn(out)).containsExactly("f");
    assertThat(target).hasContent("old");
  }

  @Test
  void aPutThatIsToldToEndLeavesTheOldFileAndNothingElse()
      throws IOException, InterruptedException {
    Path store = Files.createDirectory(directory.resolve("s"));
    Path target = Files.writeString(store.resolve("f"), "old");
    Process process = program.start("--store", "file:s", "put", "-", "f");
    byte[] more = new byte[1 << 20];
    process.getOutputStream().write(more);
    process.getOutputStream().flush();
    awaitStaged(store);
    process.toHandle().destroy();
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(Program.text(process.getErrorStream())).isEmpty();
    assertThat(target).hasContent("old");
    assertThat(staged(store)).isEmpty();
  }

  @Test
  void aSyncThatIsToldToEndLeavesNothingHalfWrittenAndIsTakenUpByTheNext()
      throws IOException, InterruptedException {
    assertTakenUp(ProcessHandle::destroy, true);
  }

  @Test
  void aSyncThatIsKilledIsTakenUpByTheNext() throws IOException, InterruptedException {
    assertTakenUp(ProcessHandle::destroyForcibly, false);
  }

  @Test
  void aSyncOfVeryManyFilesHoldsFewOfThem() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(program.command());
    command.add(command.indexOf("-Xmx64m") + 1, "-Xmx20m");
    Shell.Result result =
        new Program(command, directory, Map.of()).run("sync", "--dry-run", "trial:many", "memory:");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).endsWith("; skipped 0, deleted 0, failed 0\n");
    assertThat(result.bytes()).hasSizeGreaterThan((int) TrialStore.MANY * "copy file-0".length());
  }

  private void assertTakenUp(Consumer<ProcessHandle> end, boolean clean)
      throws IOException, InterruptedException {
    Path from = Files.createDirectory(directory.resolve("from"));
    for (int i = 0; i < 400; i++) {
      Files.write(from.resolve("f" + i), new byte[50_000]);
    }
    Path store = directory.resolve("s");
    // Slow enough to be told to end before it is done.
    Process process = program.start("sync", "--limit", "256KiB", "from", "file:s");
    awaitStaged(store);
    end.accept(process.toHandle()); // unlike the process itself, keeps its output
    process.waitFor();
    long arrived = count(store);
    if (clean) {
      assertThat(staged(store)).isEmpty();
      assertThat(Program.text(process.getInputStream()))
          .matches("copied \\d+ files?, \\d+ bytes; skipped 0, deleted 0, failed 0\n");
    }
    assertThat(arrived).isLessThan(400);
    for (String name : namesIn(store)) {
      if (!name.equals(".coffer")) {
        assertThat(store.resolve(name)).hasSize(50_000);
      }
    }
    Shell.Result again = program.run("sync", "from", "file:s");
    assertThat(again.err()).isEmpty();
    long left = 400 - arrived;
    assertThat(again.out())
        .isEqualTo(
            "copied %d files, %d bytes; skipped %d, deleted 0, failed 0\n"
                .formatted(left, left * 50_000, arrived));
    assertThat(staged(store)).isEmpty();
  }

  private static long count(Path store) throws IOException {
    return Stream.of(namesIn(store)).filter(name -> !name.equals(".coffer")).count();
  }

  /** Waits for bytes on their way, as the store keeps them before they are published. */
  private static void awaitStaged(Path store) throws IOException {
    while (staged(store).isEmpty()) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static List<Path> staged(Path store) throws IOException {
    Path staging = store.resolve(".coffer/staging");
    if (!Files.exists(staging)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(staging)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      return List.of();
    }
  }

  private static String[] namesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }
}
