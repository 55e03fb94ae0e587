package dev.coffer.benchmarks;

import java.util.Locale;

/** Numbers with three digits that count. */
final class Numbers {
  private static final String[] UNITS = {"ns", "µs", "ms", "s"};

  private Numbers() {}

  static String time(double nanos) {
    int unit = 0;
    double value = nanos;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return plain(value) + " " + UNITS[unit];
  }

  static String plain(double value) {
    String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
