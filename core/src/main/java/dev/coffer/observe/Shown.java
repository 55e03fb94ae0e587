package dev.coffer.observe;

import dev.coffer.FilePath;
import java.util.Locale;

/** A path as it may stand in a line: what a terminal or a viewer would obey is an escape. */
final class Shown {
  private Shown() {}

  static String of(FilePath path) {
    String text = path.toString();
    return text.codePoints().anyMatch(Shown::isOdd) ? escaped(text) : text;
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 6);
    text.codePoints()
        .forEach(
            c -> {
              if (isOdd(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** Characters that change what is around them, such as the direction of writing. */
  private static boolean isOdd(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
