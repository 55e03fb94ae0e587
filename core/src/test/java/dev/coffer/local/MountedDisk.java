package dev.coffer.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small disk of its own, where the machine lets us mount one; the test is skipped where not. */
public final class MountedDisk implements AutoCloseable {
  private final Path directory;

  private MountedDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts a disk in memory.
   *
   * @param options such as {@code size=2m}
   */
  static MountedDisk inMemory(Path directory, String options) throws IOException {
    Files.createDirectories(directory);
    return mount(
        directory, List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()));
  }

  /**
   * Mounts an ext4 with its journal, which uses an inode again as soon as it is free.
   *
   * @param image the file that holds the disk
   */
  static MountedDisk ext4(Path image, Path directory) throws IOException {
    return ext4(image, directory, 256);
  }

  /** Mounts an ext4 that keeps times in whole seconds, for which its inodes have room alone. */
  static MountedDisk ext4WithWholeSeconds(Path image, Path directory) throws IOException {
    return ext4(image, directory, 128);
  }

  private static MountedDisk ext4(Path image, Path directory, int inodeSize) throws IOException {
    Files.createDirectories(directory);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(64L << 20);
    }
    String problem =
        tryToRun(List.of("mkfs.ext4", "-q", "-F", "-I", "" + inodeSize, image.toString()));
    assumeTrue(problem.isEmpty(), "this machine lets us mount no disk: " + problem);
    return mount(directory, List.of("mount", "-o", "loop", image.toString(), directory.toString()));
  }

  /** Shows a directory in the place of another too. */
  public static MountedDisk bound(Path shown, Path directory) {
    return mount(directory, List.of("mount", "--bind", shown.toString(), directory.toString()));
  }

  private static MountedDisk mount(Path directory, List<String> command) {
    String problem = tryToRun(command);
    assumeTrue(problem.isEmpty(), "this machine lets us mount no disk: " + problem);
    return new MountedDisk(directory);
  }

  private static String tryToRun(List<String> command) {
    try {
      return run(command);
    } catch (IOException e) {
      return e.toString();
    }
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
