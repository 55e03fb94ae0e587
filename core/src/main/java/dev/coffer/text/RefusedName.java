package dev.coffer.text;

import java.util.Locale;

/**
 * A name that no path of a store can have, for people: {@code \xE9} represents a byte that is not
 * UTF-8, and <code>&#92;u000A</code> a character that no path may contain.
 */
public final class RefusedName {
  private RefusedName() {}

  /**
   * Appends a character.
   *
   * @param name name receives the character, or its number if no path may contain it
   * @param c a code point
   */
  public static void append(StringBuilder name, int c) {
    boolean refused =
        c == '\\'
            || Character.isISOControl(c)
            || Character.getType(c) == Character.SURROGATE
            || c == 0x2028
            || c == 0x2029
            || c == 0xFFFE
            || c == 0xFFFF;
    if (refused) {
      name.append(String.format(Locale.ROOT, "\\u%04X", c));
    } else {
      name.appendCodePoint(c);
    }
  }

  /**
   * Appends a byte that is not UTF-8.
   *
   * @param name name receives its number
   * @param octet the byte
   */
  public static void append(StringBuilder name, byte octet) {
    name.append(String.format(Locale.ROOT, "\\x%02X", octet));
  }
}
