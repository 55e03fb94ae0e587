package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies and moves inside a store. */
class CopyingTest {
  @TempDir private Path root;
  private Shell shell = new Shell(Map.of(), new byte[0], Terminals.NONE);

  @BeforeEach
  void aFileWithMetadata() {
    shell = Shell.on(root);
    try (FileStore store = FileStores.open(Shell.uri(root))) {
      WriteOptions options = WriteOptions.DEFAULTS.contentType("text/x").metadata("k", "v");
      store.write("d/a", "1".getBytes(StandardCharsets.UTF_8), options);
    }
  }

  @Test
  void aCopyKeepsContentTypeAndMetadata() {
    assertThat(shell.run("cp", "d/a", "e/b c").err()).isEmpty();
    assertThat(shell.run("stat", "e/b c").lines())
        .contains("content type:  text/x", "metadata:      k=v");
    assertThat(shell.run("cat", "d/a", "e/b c").out()).isEqualTo("11");
  }

  @Test
  void aMoveLeavesNothingBehind() {
    assertThat(shell.run("mv", "d/a", "e/b").err()).isEmpty();
    assertThat(shell.run("ls", "-r").lines()).containsExactly("e/b");
    assertThat(shell.run("stat", "e/b").lines()).contains("metadata:      k=v");
  }

  @Test
  void whatWasAtTheTargetIsReplaced() {
    assertThat(shell.withInput("old").run("put", "-", "b").code()).isZero();
    assertThat(shell.run("cp", "d/a", "b").code()).isZero();
    assertThat(shell.run("cat", "b").out()).isEqualTo("1");
  }

  @Test
  void aDirectoryTakesTheFileUnderItsName() {
    assertThat(shell.run("cp", "d/a", "f/g/").code()).isZero();
    assertThat(shell.run("mv", "d/a", "/").code()).isZero();
    assertThat(shell.run("ls", "-r").lines()).containsExactly("a", "f/g/a");
  }

  @Test
  void bothTellTheNewFileAsJson() {
    assertThat(shell.run("--json", "cp", "d/a", "b").out())
        .startsWith("{\"path\":\"b\",\"directory\":false,\"size\":1,");
    assertThat(shell.run("--json", "mv", "b", "c").out()).startsWith("{\"path\":\"c\",");
  }

  @Test
  void aMissingSourceIsFour() {
    for (String verb : new String[] {"cp", "mv"}) {
      Shell.Result result = shell.run(verb, "nothing", "b");
      assertThat(result.code()).isEqualTo(4);
      assertThat(result.err()).contains("nothing on ").contains("no such file");
      assertThat(shell.run(verb, "d", "b").code()).isEqualTo(4);
      assertThat(shell.run(verb, "d/a", "../b").code()).isEqualTo(2);
    }
    assertThat(shell.run("ls", "-r").lines()).containsExactly("d/a");
  }
}
