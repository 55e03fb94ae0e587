package dev.coffer.app;

import dev.coffer.text.Printable;
import java.util.Locale;

/**
 * How far a work is, as a line that fits a terminal of 80 columns.
 *
 * @param name what is worked on
 * @param done the bytes that are done
 * @param total all bytes; negative when nobody knows
 * @param nanos the time since the start
 */
record ProgressLine(String name, long done, long total, long nanos) {
  private static final int NAME_WIDTH = 20;
  private static final int BAR_WIDTH = 12;
  private static final int FIRST_WIDE = 0x1100;
  private static final double NANOS = 1e9;
  private static final int UNIT = 1024;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  @Override
  public String toString() {
    String line = shortName() + " " + (total >= 0 ? bar() : "") + size((double) done);
    return line + "  " + size(rate()) + "/s" + (total >= 0 ? "  " + left() + " left" : "");
  }

  private double seconds() {
    return Math.max(1, nanos) / NANOS;
  }

  private double rate() {
    return done / seconds();
  }

  /** What grew while it was read does not count beyond the whole. */
  private double part() {
    return total == 0 ? 1 : Math.min(1, (double) done / total);
  }

  private String bar() {
    int full = (int) (part() * BAR_WIDTH);
    String bar = "#".repeat(full) + "-".repeat(BAR_WIDTH - full);
    return String.format(Locale.ROOT, "[%s] %3d %%  ", bar, (int) (part() * 100));
  }

  private String left() {
    if (done == 0 && total > 0) {
      return "-:--";
    }
    long seconds = done == 0 ? 0 : (long) Math.ceil(Math.max(0, total - done) / rate());
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d", seconds / 3600, seconds / 60 % 60);
  }

  private static String size(double bytes) {
    int unit = 0;
    double size = bytes;
    while (size >= UNIT && unit < UNITS.length - 1) {
      size /= UNIT;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }

  /** Cut or filled to its columns; a character of a wide script may take two. */
  private String shortName() {
    String visible = Printable.of(name.replace('\n', ' '));
    StringBuilder cut = new StringBuilder();
    int width = 0;
    for (int c : visible.codePoints().toArray()) {
      int columns = c < FIRST_WIDE ? 1 : 2;
      if (width + columns > NAME_WIDTH) {
        break;
      }
      cut.appendCodePoint(c);
      width += columns;
    }
    return cut + " ".repeat(NAME_WIDTH - width);
  }
}
