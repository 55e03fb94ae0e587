package dev.coffer.config;

/**
 * A key and its value, as {@link java.util.Properties} reads them from a line.
 *
 * @param line the number of the line
 * @param key without escapes
 * @param value without escapes; white space at its end belongs to it
 */
record Property(int line, String key, String value) {
  private static final int HEX_DIGITS = 4;

  /** Throws an {@link IllegalArgumentException} if an escape is malformed. */
  static Property of(LogicalLine line) {
    String text = line.text();
    int end = endOfKey(text);
    return new Property(
        line.number(),
        plain(text.substring(0, end)),
        plain(text.substring(startOfValue(text, end))));
  }

  private static int endOfKey(String text) {
    int at = 0;
    while (at < text.length()
        && !isSeparator(text.charAt(at))
        && !LogicalLine.isSpace(text.charAt(at))) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  /** Key and value are separated by white space, which may contain one separator. */
  private static int startOfValue(String text, int endOfKey) {
    int at = afterSpace(text, endOfKey);
    return at < text.length() && isSeparator(text.charAt(at)) ? afterSpace(text, at + 1) : at;
  }

  private static int afterSpace(String text, int start) {
    int at = start;
    while (at < text.length() && LogicalLine.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return c == '=' || c == ':';
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || ++i == text.length()) {
        plain.append(c);
      } else if (text.charAt(i) == 'u') {
        plain.append(unicode(text, i + 1));
        i += HEX_DIGITS;
      } else {
        plain.append(unescaped(text.charAt(i)));
      }
    }
    return plain.toString();
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      default -> c;
    };
  }

  private static char unicode(String text, int start) {
    int code = 0;
    for (int i = start; i < start + HEX_DIGITS; i++) {
      int digit =
          i < text.length() && text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException(
            "after '\\u' stand four hexadecimal digits; a backslash itself is '\\\\'");
      }
      code = 16 * code + digit;
    }
    return (char) code;
  }
}
