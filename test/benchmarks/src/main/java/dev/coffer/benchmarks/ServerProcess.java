package dev.coffer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a JVM of its own, which prints its address and ends with this object. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final String said;

  private ServerProcess(Process process, String said) {
    this.process = process;
    this.said = said;
  }

  /**
   * Starts a program and waits for its first line.
   *
   * @param program a class with a main method, on this JVM's class path
   */
  static ServerProcess start(Class<?> program, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx4g",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line = process.inputReader().readLine();
    if (line == null) {
      throw new IOException(program.getSimpleName() + " did not start");
    }
    return new ServerProcess(process, line);
  }

  /** Its first line. */
  String said() {
    return said;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
