package dev.coffer.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory that is full now and then, where one can be mounted. */
final class SmallDisk implements AutoCloseable {
  private static final long FULL_MILLIS = 1_500;

  private final Path place;
  private final boolean mounted;
  private int times;

  SmallDisk(Path place) throws IOException, InterruptedException {
    this.place = Files.createDirectories(place);
    this.mounted = run("mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", place.toString());
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Fills it, and makes room again after a while. */
  void fill() throws IOException, InterruptedException {
    if (!mounted) {
      return;
    }
    times++;
    Path filler = place.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[1 << 16];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      Thread.sleep(FULL_MILLIS);
    } finally {
      Files.delete(filler);
    }
  }

  int timesFull() {
    return times;
  }

  @Override
  public void close() throws IOException {
    if (mounted) {
      try {
        run("umount", "-l", place.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
