package dev.coffer.remote;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a server says, as it may stand in a message for people: short, and without characters that
 * do something to a terminal or to the lines of a log.
 */
public final class ServerText {
  /** Longer than any code or id of a service. */
  private static final int LONGEST = 200;

  private ServerText() {}

  /**
   * A text of a server for a message.
   *
   * @param text as it came; null for none
   * @return at most 200 characters of it, with escapes for those that cannot be seen, and with an
   *     ellipsis if some are left out
   */
  public static String shown(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String start =
        text.codePoints().limit(LONGEST).mapToObj(ServerText::shown).collect(Collectors.joining());
    return text.codePointCount(0, text.length()) > LONGEST ? start + '…' : start;
  }

  private static String shown(int c) {
    return isVisible(c) && Character.getType(c) != Character.FORMAT
        ? Character.toString(c)
        : escaped(c);
  }

  /** Whether a character does nothing but show itself, and is not that of escapes. */
  static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> c != '\\';
    };
  }

  /** A character as the escapes of its UTF-16 units. */
  static String escaped(int c) {
    return String.valueOf(Character.toChars(c))
        .chars()
        .mapToObj("\\u%04X"::formatted)
        .collect(Collectors.joining());
  }
}
