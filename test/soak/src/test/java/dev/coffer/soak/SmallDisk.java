package dev.coffer.soak;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory that is full now and then, where one can be mounted. */
final class SmallDisk implements AutoCloseable {
  private static final long FULL_MILLIS = 1_500;

  /** More than half an hour leaves in it; it takes the memory that is used. */
  private static final long SIZE = 4L << 30;

  private static final long SLACK = 64 << 10;

  private final Path place;
  private final boolean mounted;
  private int times;

  SmallDisk(Path place) throws IOException, InterruptedException {
    this.place = Files.createDirectories(place);
    this.mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", place.toString());
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

  /** Has no room left for a while: it is made as small as what is in it. */
  void fill() throws IOException, InterruptedException {
    if (!mounted) {
      return;
    }
    try {
      while (!resize(used() + SLACK)) {
        // More was written meanwhile.
      }
      times++;
      Thread.sleep(FULL_MILLIS);
    } finally {
      resize(SIZE);
    }
  }

  private long used() throws IOException {
    FileStore disk = Files.getFileStore(place);
    return disk.getTotalSpace() - disk.getUnallocatedSpace();
  }

  private boolean resize(long bytes) throws InterruptedException {
    return run("mount", "-o", "remount,size=" + bytes, place.toString());
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
