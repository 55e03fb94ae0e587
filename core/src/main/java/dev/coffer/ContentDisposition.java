package dev.coffer;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The header of a file that is saved, as RFC 6266 has it: {@code attachment; filename="a b.txt"},
 * and where a quoted string cannot say the name, also as RFC 8187 has it: {@code
 * filename*=UTF-8''%C3%A4.txt}. Clients that know the second prefer it.
 */
final class ContentDisposition {
  private static final String UNENCODED = "!#$&+-.^_`|~";
  private static final String UNSAFE_IN_QUOTES = "\"\\%";

  private ContentDisposition() {}

  static String of(String type, String fileName) {
    check(fileName);
    String plain = plain(fileName);
    String quoted = type + "; filename=\"" + plain + "\"";
    return plain.equals(fileName) ? quoted : quoted + "; filename*=UTF-8''" + encoded(fileName);
  }

  private static void check(String fileName) {
    boolean refused =
        fileName.isBlank()
            || fileName
                .codePoints()
                .anyMatch(c -> c == '/' || Character.isISOControl(c) || isHalf(c));
    if (refused) {
      throw new IllegalArgumentException(
          "a file name is not blank and has no '/', no control character and no lone surrogate");
    }
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** Clients differ in how they read an escaped character, so none is escaped. */
  private static String plain(String fileName) {
    StringBuilder plain = new StringBuilder();
    fileName
        .codePoints()
        .map(c -> c > '~' || UNSAFE_IN_QUOTES.indexOf(c) >= 0 ? '_' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static String encoded(String fileName) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : fileName.getBytes(StandardCharsets.UTF_8)) {
      if (isUnencoded(each)) {
        encoded.append((char) each);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", each));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnencoded(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNENCODED.indexOf(c) >= 0;
  }
}
