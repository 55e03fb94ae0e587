package dev.coffer.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small disk of its own in memory, where the machine lets us mount one. */
final class Tmpfs implements AutoCloseable {
  private final Path directory;

  private Tmpfs(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts a disk; the test is skipped where that is not allowed.
   *
   * @param options such as {@code size=2m}
   */
  static Tmpfs mount(Path directory, String options) throws IOException {
    Files.createDirectories(directory);
    String problem;
    try {
      problem = run(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()));
    } catch (IOException e) {
      problem = e.toString();
    }
    assumeTrue(problem.isEmpty(), "this machine lets us mount no disk: " + problem);
    return new Tmpfs(directory);
  }

  /** What a command says when it fails. */
  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.onExit().join().exitValue() == 0 ? "" : "failed: " + output.strip();
  }

  Path root() {
    return directory.resolve("root");
  }

  @Override
  public void close() throws IOException {
    String problem = run(List.of("umount", "-l", directory.toString()));
    if (!problem.isEmpty()) {
      throw new IOException(problem);
    }
  }
}
