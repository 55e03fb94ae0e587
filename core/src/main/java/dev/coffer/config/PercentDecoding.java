package dev.coffer.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Undoes the percent-encoding of a part of a URI, once. A {@code +} stays what it is. What cannot
 * be decoded is an {@link IllegalArgumentException} that states why.
 */
final class PercentDecoding {
  private PercentDecoding() {}

  static String decode(String part) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(part))).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the URI is percent-encoded, but not as UTF-8", e);
    }
  }

  private static byte[] bytes(String part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
    for (int i = 0; i < part.length(); ) {
      if (part.charAt(i) == '%') {
        bytes.write(16 * digit(part, i + 1) + digit(part, i + 2));
        i += 3;
      } else {
        int c = part.codePointAt(i);
        bytes.writeBytes(utf8(c));
        i += Character.charCount(c);
      }
    }
    return bytes.toByteArray();
  }

  /** Java would encode an unpaired surrogate as a question mark: another name. */
  private static byte[] utf8(int c) {
    if (Character.getType(c) == Character.SURROGATE) {
      throw new IllegalArgumentException("the URI has an unpaired surrogate, which is no text");
    }
    return Character.toString(c).getBytes(StandardCharsets.UTF_8);
  }

  private static int digit(String part, int index) {
    char c = index < part.length() ? part.charAt(index) : ' ';
    int value = c < 0x80 ? Character.digit(c, 16) : -1;
    if (value < 0) {
      throw new IllegalArgumentException(
          "a '%' in the URI is not followed by two hexadecimal digits; a '%' itself is '%25'");
    }
    return value;
  }
}
