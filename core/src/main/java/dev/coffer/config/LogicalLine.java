package dev.coffer.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a properties file, without comments, and with the lines that continue it, as {@link
 * java.util.Properties} reads them; but with the number of its first line, which Properties loses.
 *
 * @param number counted from 1
 * @param text without white space at its beginning; escapes are still in it
 */
record LogicalLine(int number, String text) {
  static List<LogicalLine> of(String text) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    List<LogicalLine> logical = new ArrayList<>();
    StringBuilder whole = new StringBuilder();
    int first = 0;
    for (int i = 0; i < lines.length; i++) {
      if (whole.isEmpty()) {
        first = i;
      }
      boolean goesOn = append(lines[i], whole) && i + 1 < lines.length;
      if (!goesOn && !whole.isEmpty()) {
        logical.add(new LogicalLine(first + 1, whole.toString()));
        whole.setLength(0);
      }
    }
    return logical;
  }

  /** Appends a line without its comment and returns whether the next one continues it. */
  private static boolean append(String line, StringBuilder whole) {
    int start = 0;
    while (start < line.length() && isSpace(line.charAt(start))) {
      start++;
    }
    if (whole.isEmpty() && (line.startsWith("#", start) || line.startsWith("!", start))) {
      return false;
    }
    boolean goesOn = endsWithBackslash(line, start);
    whole.append(line, start, goesOn ? line.length() - 1 : line.length());
    return goesOn;
  }

  /** Of two backslashes, the first one escapes the second. */
  private static boolean endsWithBackslash(String line, int start) {
    int end = line.length();
    while (end > start && line.charAt(end - 1) == '\\') {
      end--;
    }
    return (line.length() - end) % 2 == 1;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }
}
