package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.spi.StoreLease;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {
  @TempDir private Path root;
  private HistoryFixture store = new HistoryFixture(Path.of(""));

  @BeforeEach
  void files() {
    store = new HistoryFixture(root);
    store.write("a", "1", "2", "3", "4");
    store.write("d/b", "1", "2", "3");
  }

  @Test
  void withoutARuleNothingIsRemovedAndSaid() {
    Shell.Result result = store.run("prune");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo("removed 0 versions of 0 files, 0 bytes\n");
    assertThat(result.err()).contains("every version is to be kept", "--keep");
    assertThat(store.versions("a")).hasSize(3);
  }

  @Test
  void aReasonIsALineAndTheTotalsAreTheLast() {
    String oldest = store.versions("a").get(2).id();
    Shell.Result dry = store.run("prune", "--keep", "2", "--dry-run");
    assertThat(dry.lines())
        .containsExactly(
            "a " + oldest + ": not one of the newest 2",
            "would have removed 1 version of 1 file, 1 byte");
    assertThat(store.versions("a")).hasSize(3);
    assertThat(store.run("prune", "--keep", "2").lines())
        .containsExactly(dry.lines().get(0), "removed 1 version of 1 file, 1 byte");
    assertThat(store.versions("a")).hasSize(2);
  }

  @Test
  void aDirectoryIsPrunedAlone() {
    String oldest = store.versions("d/b").get(1).id();
    assertThat(store.run("prune", "--keep", "1", "--json", "d").lines())
        .containsExactly(
            "{\"path\":\"d/b\",\"id\":\""
                + oldest
                + "\",\"reason\":\"not one of the newest 1\",\"size\":1}",
            "{\"pruned\":1,\"files\":1,\"bytes\":1,\"dryRun\":false}");
    assertThat(store.versions("a")).hasSize(3);
  }

  @Test
  void onePruneAtATimeIsDoneIfTheStoreKeepsTheLease() {
    Shell shell =
        new Shell(
            Map.of("COFFER_STORE", store.uri() + "&state=store"), new byte[0], Terminals.NONE);
    try (FileStore other = FileStores.open(store.uri());
        StoreLease lease = StoreLease.take(other, "prune", StoreLease.TERM)) {
      Shell.Result refused = shell.run("prune", "--keep", "1");
      assertThat(refused.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
      assertThat(refused.err()).contains("is doing this; wait for it");
      assertThat(shell.run("prune", "--keep", "1", "--dry-run").code()).isZero();
      lease.require();
    }
    assertThat(shell.run("prune", "--keep", "1").out()).contains("removed 3 versions of 2 files");
  }

  @Test
  void aRuleOfTheCallStandsInPlaceOfThatOfTheStore() {
    Shell shell =
        new Shell(
            Map.of("COFFER_STORE", store.uri() + "&versioning.keep=1"),
            new byte[0],
            Terminals.NONE);
    assertThat(shell.run("prune", "--dry-run").out())
        .endsWith("removed 3 versions of 2 files, 3 bytes\n");
    assertThat(shell.run("prune", "--dry-run", "--keep", "2").out())
        .endsWith("removed 1 version of 1 file, 1 byte\n");
    assertThat(store.run("prune", "--dry-run", "--max-age", "0s").out())
        .endsWith("removed 3 versions of 2 files, 3 bytes\n");
    assertThat(store.run("prune", "--dry-run", "--thin", "1h/1d,7d").err()).isEmpty();
    Shell standard =
        new Shell(
            Map.of(
                "FILE_STORE", "local",
                "FILE_STORE_PATH", root.toString(),
                "COFFER_VERSIONING", "on"),
            new byte[0],
            Terminals.NONE);
    assertThat(standard.run("prune", "--dry-run", "--keep", "2").out())
        .endsWith("removed 1 version of 1 file, 1 byte\n");
  }

  @Test
  void whatIsNoRuleIsRefused() {
    assertThat(store.run("prune", "none").code()).isEqualTo(ExitCode.DIRECTORY_NOT_FOUND);
    assertThat(store.run("prune", "--keep", "0").code()).isEqualTo(ExitCode.USAGE);
    assertThat(store.run("prune", "--max-age", "old").code()).isEqualTo(ExitCode.USAGE);
    assertThat(store.run("prune", "--thin", "often").code()).isEqualTo(ExitCode.CONFIGURATION);
  }
}
