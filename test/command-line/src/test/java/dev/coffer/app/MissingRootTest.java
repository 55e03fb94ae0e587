package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command that reads, or fails, makes a store that is not there. */
class MissingRootTest {
  @TempDir private Path directory;

  private String store(String option) {
    return Shell.uri(directory.resolve("none")) + "?" + option;
  }

  private Shell.Result run(String option, String... words) {
    Map<String, String> env = Map.of("COFFER_STORE", store(option));
    return new Shell(env, new byte[1], Terminals.NONE).run(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "ls -r",
        "tree",
        "du",
        "find",
        "cat x",
        "stat x",
        "get x y",
        "get -r x y",
        "rm x",
        "rm -r x",
        "rm -f x",
        "rm --older-than 1d **",
        "cp x y",
        "cp -r x y",
        "mv x y",
        "put none x",
        "put --dry-run - x",
        "share x",
        "events tail",
        "events dead",
        "events receivers",
        "events replay",
        "watch --for PT0.01S",
        "audit verify",
        "audit show"
      })
  void neitherItsLayersNorItsRootAreMade(String call) {
    for (String option : new String[] {"outbox=durable", "audit=" + directory + "/trail"}) {
      Shell.Result unused = run(option, call.split(" "));
      assertThat(directory.resolve("none")).doesNotExist();
    }
  }

  @Test
  void neitherSideOfASyncIsMadeInVain() throws IOException {
    String missing = store("outbox=durable");
    String there = Files.createDirectory(directory.resolve("there")).toString();
    assertThat(run("outbox=durable", "check", missing, there).code()).isEqualTo(3);
    assertThat(run("outbox=durable", "sync", missing, there).code()).isEqualTo(3);
    assertThat(run("outbox=durable", "sync", "--dry-run", there, missing).code()).isZero();
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void theCheckOfANamedStoreMakesNothing() throws IOException {
    Path file = directory.resolve("stores.properties");
    Files.writeString(
        file,
        "stores.a.uri="
            + store("outbox=durable")
            + "\nstores.b.uri="
            + store("audit=@t")
            + "\nstores.t.uri="
            + Shell.uri(directory.resolve("none2")));
    Map<String, String> env = Map.of("COFFER_CONFIG", file.toString());
    Shell.Result result =
        new Shell(env, new byte[0], Terminals.NONE).run("stores", "check", "a", "b");
    assertThat(result.lines()).hasSize(2).allMatch(line -> line.contains("  ok: file:"));
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void theFirstWriteMakesWhatFindsOutAnEmptiedTrail() throws IOException {
    String option = "audit=" + directory + "/trail";
    assertThat(run(option, "ls").code()).isZero();
    assertThat(run(option, "put", "-", "a").code()).isZero();
    assertThat(run(option, "audit", "verify").code()).isZero();
    try (DirectoryStream<Path> lines = Files.newDirectoryStream(directory.resolve("trail"))) {
      for (Path line : lines) {
        Files.delete(line);
      }
    }
    assertThat(run(option, "audit", "verify").code()).isEqualTo(ExitCode.NOT_RETRYABLE);
  }
}
