package dev.coffer.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine that talks to a server.
 *
 * @param name looked up on the PATH
 * @param environment variables that it is given beside its own
 */
record Program(String name, Map<String, String> environment) {
  /** Far longer than anything here takes: only a hanging program reaches it. */
  private static final long PATIENCE_SECONDS = 300;

  /** Runs a class of these tests in a JVM of its own, and returns its output. */
  static String runJava(
      Class<?> main, List<String> options, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    all.addAll(List.of("-cp", System.getProperty("java.class.path")));
    all.add(main.getName());
    all.addAll(List.of(arguments));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new Program(java, environment).run(all);
  }

  /** Skips the test where the program is not installed. */
  void assumeInstalled() {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    assumeTrue(found, name + " is not on the PATH");
  }

  /** Runs it to its end and returns its output; fails if it failed. */
  String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(arguments);
    Path output = Files.createTempFile("output", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // Points to nothing that concerns a plain-text endpoint, and rclone refuses to start with it.
    builder.environment().remove("AWS_CA_BUNDLE");
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " does not end");
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    if (process.exitValue() != 0) {
      throw new AssertionError(command + " failed: " + printed);
    }
    return printed;
  }
}
