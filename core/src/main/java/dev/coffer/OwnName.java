package dev.coffer;

import java.util.Optional;

/**
 * The names of a path of users in Coffer's own area. They are in the order of the names themselves
 * and leave out what is smaller than {@code %}, so that {@value #END} after the name of a file is
 * before whatever another name may continue with.
 */
final class OwnName {
  /** Ends the name of a file; begins a name that stands for several. */
  static final String END = "!";

  private static final String ESCAPED = " !\"#$%";

  private OwnName() {}

  /** Returns the names of a path. */
  static String of(FilePath path) {
    String text = path.toString();
    return text.chars().anyMatch(OwnName::isEscaped) ? escape(text) : text;
  }

  private static boolean isEscaped(int c) {
    return ESCAPED.indexOf(c) >= 0;
  }

  private static String escape(String text) {
    StringBuilder names = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isEscaped(c)) {
        names.append('%').append(Integer.toHexString(c));
      } else {
        names.append(c);
      }
    }
    return names.toString();
  }

  /** Returns the path of names; empty if no path has them. */
  static Optional<FilePath> parse(String names) {
    StringBuilder text = new StringBuilder(names.length());
    for (int i = 0; i < names.length(); i++) {
      char c = names.charAt(i);
      if (c == '%' && isEscape(names, i)) {
        text.append((char) (0x20 + names.charAt(i + 2) - '0'));
        i += 2;
      } else if (c <= '%' && c != '/') {
        return Optional.empty();
      } else {
        text.append(c);
      }
    }
    return Optional.of(FilePath.of(text.toString()));
  }

  private static boolean isEscape(String names, int at) {
    return at + 2 < names.length()
        && names.charAt(at + 1) == '2'
        && names.charAt(at + 2) >= '0'
        && names.charAt(at + 2) <= '5';
  }
}
