package com.example.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with this back end on its class path. */
class CommandLineTest {
  private static final String STORE =
      "az://shell/my files?endpoint=" + Azurite.endpoint(Azurite.server());

  @TempDir private Path directory;

  @BeforeAll
  static void createContainer() {
    Azurite.createContainer("shell");
  }

  private String coffer(String... arguments) throws IOException, InterruptedException {
    String jar = System.getProperty("coffer.jar", "");
    assumeTrue(!jar.isEmpty(), "the command line was not named: -Dcoffer.jar=PATH");
    List<String> command = new ArrayList<>(List.of(java(), "-cp", jar + ":" + classPath()));
    command.add("dev.coffer.app.Main");
    command.addAll(List.of("--store", STORE.replace(" ", "%20")));
    command.addAll(List.of(arguments));
    Path errors = directory.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("COFFER_ACCOUNT", Azurite.ACCOUNT);
    builder.environment().put("COFFER_ACCOUNT_KEY", Azurite.KEY);
    builder.environment().put("HOME", directory.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out + Files.readString(errors)).isZero();
    assertThat(out + Files.readString(errors)).doesNotContain(Azurite.KEY);
    return out;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Test
  void filesAreWrittenListedAndReadFromTheShell() throws Exception {
    Path file = Files.writeString(directory.resolve("straw berry 🍓.txt"), "red");
    coffer("put", file.toString(), "fruit/straw berry 🍓.txt");
    assertThat(coffer("ls", "-r")).contains("fruit/straw berry 🍓.txt");
    assertThat(coffer("cat", "fruit/straw berry 🍓.txt")).isEqualTo("red");
    assertThat(coffer("doctor")).contains("az");
    coffer("rm", "-r", "fruit");
    assertThat(coffer("ls", "-r")).isBlank();
  }
}
