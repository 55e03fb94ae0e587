package dev.coffer.text;

/**
 * Text for people without invisible effects: characters that control a terminal, end a line or
 * change the direction of writing are replaced by escapes, such as <code>&#92;u001b</code>. So are
 * unpaired surrogates.
 */
public final class Printable {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int LAST_OF_PLANE = 0xFFFE;

  private Printable() {}

  /** Returns whether a character is kept as it is. */
  private static boolean isPrintable(int c) {
    if (c >= ' ' && c < 0x7F) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      // Joiners are part of emoji and some scripts; the others reverse or hide text.
      case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
      case Character.UNASSIGNED -> (c & LAST_OF_PLANE) != LAST_OF_PLANE;
      default -> true;
    };
  }

  /**
   * Returns a text as one line.
   *
   * @param text any
   * @return the text, with escapes where necessary
   */
  public static String of(String text) {
    if (text.codePoints().allMatch(Printable::isPrintable)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  /**
   * Returns the beginning of a text as one line.
   *
   * @param text any, however long
   * @param most the maximum number of characters
   * @return at most that many characters, with an ellipsis if there are more
   */
  public static String of(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return of(text);
    }
    return of(text.substring(0, text.offsetByCodePoints(0, most))) + '…';
  }

  /**
   * Returns a text of several lines.
   *
   * @param text any
   * @return the text, with escapes where necessary; its line feeds stay
   */
  public static String lines(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                shown.append('\n');
              } else {
                append(shown, c);
              }
            });
    return shown.toString();
  }

  /**
   * Appends a character, or its escape.
   *
   * @param target takes it
   * @param c a code point
   */
  static void append(StringBuilder target, int c) {
    if (isPrintable(c)) {
      target.appendCodePoint(c);
    } else {
      escape(target, c);
    }
  }

  /** Appends a character as in JSON and Java, with one escape per UTF-16 unit. */
  private static void escape(StringBuilder target, int c) {
    for (char unit : Character.toChars(c)) {
      target.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        target.append(Character.forDigit(unit >> shift & 0xF, 16));
      }
    }
  }
}
