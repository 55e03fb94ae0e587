package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --stats}. */
class StatisticsTest {
  @TempDir private Path directory;

  @Test
  void theCallsAreToldOnStandardErrorAtTheEnd() {
    Shell shell = Shell.on(directory);
    Shell.Result put = shell.withInput("12345").run("put", "-", "a", "--stats");
    assertThat(put.code()).isZero();
    assertThat(put.out()).isEmpty();
    assertThat(put.err())
        .startsWith("Observed(Local(")
        .containsPattern("\\n +calls +bytes +p50 +p95 +p99  errors\\n")
        .containsPattern("\\nwrite +1 +5 +[\\d.]+ ms +[\\d.]+ ms +[\\d.]+ ms\\n");
  }

  @Test
  void aVerbThatFailsTellsThemToo() {
    Shell.Result cat = Shell.on(directory).run("--stats", "cat", "missing");
    assertThat(cat.code()).isEqualTo(4);
    assertThat(cat.err())
        .containsPattern("\\nread +1 +0 .* ms  1 not-found\\n")
        .containsPattern("\\ncoffer: read missing ");
    assertThat(cat.err()).doesNotContain("WARN");
  }

  @Test
  void aSyncTellsThemOfBothStores() throws Exception {
    Files.writeString(Files.createDirectories(directory.resolve("from")).resolve("a"), "1");
    String from = Shell.uri(directory.resolve("from"));
    String to = Shell.uri(directory.resolve("to"));
    Shell.Result sync =
        new Shell(Map.of(), new byte[0], Terminals.NONE).run("sync", "--stats", from, to);
    assertThat(sync.code()).isZero();
    assertThat(sync.err())
        .contains("/from))\n", "/to))\n")
        .containsPattern("\\nwrite +1 ")
        .containsPattern("\\nread +1 ");
  }

  @Test
  void aStoreWhoseRootIsOneOfItsDirectoriesTellsThemToo() {
    Shell.Result list =
        new Shell(Map.of(), new byte[0], Terminals.NONE)
            .run("ls", "--stats", "--store", "memory:?scope=users/ada");
    assertThat(list.err()).startsWith("Scoped(Observed(Memory(").containsPattern("\\nlist +1 ");
  }

  @Test
  void whatIsNotObservedHasNoNumbers() {
    Shell.Result list =
        new Shell(Map.of(), new byte[0], Terminals.NONE)
            .run("ls", "--stats", "--store", "memory:?observe=off");
    assertThat(list.err()).isEmpty();
  }
}
