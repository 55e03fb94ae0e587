package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreChoiceTest {
  @TempDir private Path directory;

  @BeforeEach
  void aFileInEachStoreSaysWhichItIs() {
    for (String name : new String[] {"option", "coffer", "standard"}) {
      Shell.on(directory.resolve(name)).withInput("").run("put", "-", name);
    }
  }

  private String uri(String name) {
    return Shell.uri(directory.resolve(name));
  }

  private static String listed(Map<String, String> env, String... args) {
    Shell.Result result = new Shell(env, new byte[0], Terminals.NONE).run(args);
    assertThat(result.err()).isEmpty();
    return result.out().strip();
  }

  private Map<String, String> everything() {
    return Map.of(
        "COFFER_STORE", uri("coffer"),
        "FILE_STORE", "local",
        "FILE_STORE_PATH", directory.resolve("standard").toString());
  }

  @Test
  void theOptionComesFirstBeforeOrAfterTheVerb() {
    assertThat(listed(everything(), "--store", uri("option"), "ls")).isEqualTo("option");
    assertThat(listed(everything(), "ls", "--store=" + uri("option"))).isEqualTo("option");
  }

  @Test
  void thenTheVariableOfTheCommandLine() {
    assertThat(listed(everything(), "ls")).isEqualTo("coffer");
  }

  @Test
  void thenTheStandardVariables() {
    String root = directory.resolve("standard").toString();
    assertThat(listed(Map.of("COFFER_STORE", "", "FILE_STORE_PATH", root), "ls"))
        .isEqualTo("standard");
  }

  @Test
  void aStandardVariableWithoutItsCompanionIsConfiguration() {
    Shell.Result result =
        new Shell(Map.of("FILE_STORE", "local"), new byte[0], Terminals.NONE).run("ls");
    assertThat(result.err()).contains("FILE_STORE_PATH");
    assertThat(result.code()).isEqualTo(7);
  }

  @Test
  void aPathInTheVariableIsRefusedWithAHint() {
    Shell.Result result =
        new Shell(Map.of("COFFER_STORE", "/srv/data"), new byte[0], Terminals.NONE).run("ls");
    assertThat(result.err()).contains("COFFER_STORE").contains("file:/srv/data");
    assertThat(result.code()).isEqualTo(7);
  }
}
