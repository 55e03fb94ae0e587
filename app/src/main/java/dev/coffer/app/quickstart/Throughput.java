package dev.coffer.app.quickstart;

import java.util.Locale;

/** How much was done since it was made. */
final class Throughput {
  private static final double NANOS = 1e9;
  private static final double MIB = 1 << 20;

  private final long start = System.nanoTime();
  private long files;
  private long bytes;

  void add(long size) {
    files++;
    bytes += size;
  }

  long files() {
    return files;
  }

  @Override
  public String toString() {
    double seconds = Math.max(1, System.nanoTime() - start) / NANOS;
    double mib = bytes / MIB;
    return String.format(
        Locale.ROOT,
        "%,d files, %,.2f MiB in %.2f s (%,.0f files/s, %,.1f MiB/s)",
        files,
        mib,
        seconds,
        files / seconds,
        mib / seconds);
  }
}
