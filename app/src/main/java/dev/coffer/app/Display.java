package dev.coffer.app;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How an entry reads as a line of text. */
final class Display {
  private static final int SIZE_WIDTH = 13;
  private static final int TIME_WIDTH = 20;

  private Display() {}

  /** The full path, a directory's with its trailing slash. */
  static String path(Entry entry) {
    String path = entry.path().toString();
    return entry.isDirectory() ? path + "/" : path;
  }

  /** Size, time and path in columns; a directory has the path alone. */
  static String columns(Entry entry) {
    String size = entry instanceof FileInfo file ? String.valueOf(file.size()) : "-";
    String time = entry instanceof FileInfo file ? time(file.lastModified()) : "-";
    return pad(SIZE_WIDTH - size.length())
        + size
        + "  "
        + time
        + pad(TIME_WIDTH - time.length())
        + "  "
        + path(entry);
  }

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A number and its noun. */
  static String count(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }

  private static String pad(int width) {
    return " ".repeat(Math.max(0, width));
  }
}
