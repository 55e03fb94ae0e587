package dev.coffer.delivery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of one MiB, where the machine lets us mount one; the test is skipped where not. */
final class SmallDisk implements AutoCloseable {
  private final Path directory;

  SmallDisk(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    String problem = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString());
    assumeTrue(problem.isEmpty(), "this machine lets us mount no disk: " + problem);
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.onExit().join().exitValue() == 0 ? "" : "failed: " + output;
    } catch (IOException e) {
      return e.toString();
    }
  }

  Path outbox() {
    return directory.resolve("outbox.db");
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  /** Writes until nothing more fits. */
  void fill() throws IOException {
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space")) {
        throw e;
      }
    }
  }

  void makeRoom() throws IOException {
    Files.delete(filler());
  }

  /** Makes it read-only, or writable again; nothing may be open on it. */
  void writable(boolean writable) {
    String mode = "remount," + (writable ? "rw" : "ro");
    String problem = run("mount", "-o", mode, directory.toString());
    assumeTrue(problem.isEmpty(), "this machine lets us remount no disk: " + problem);
  }

  @Override
  public void close() throws IOException {
    String problem = run("umount", "-l", directory.toString());
    if (!problem.isEmpty()) {
      throw new IOException(problem);
    }
  }
}
