package dev.coffer.app;

/** Text that cannot steer a terminal. */
final class Visible {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Visible() {}

  /** The text with control and direction characters as escapes; line ends stay. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n' || isVisible(c)) {
        shown.appendCodePoint(c);
      } else {
        appendEscape(shown, c);
      }
    }
    return shown.toString();
  }

  static boolean isVisible(int c) {
    if (c >= ' ' && c < 0x7F) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      // Joiners hold emoji and some scripts together; the others turn or hide text.
      case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }

  /** Appends a character as JSON and Java write it, one escape a UTF-16 unit. */
  static void appendEscape(StringBuilder target, int codePoint) {
    for (char unit : Character.toChars(codePoint)) {
      target.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        target.append(Character.forDigit(unit >> shift & 0xF, 16));
      }
    }
  }
}
