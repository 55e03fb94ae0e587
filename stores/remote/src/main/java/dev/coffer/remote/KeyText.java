package dev.coffer.remote;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Decodes percent-encoded keys, whose bytes may not be valid text. Each byte that is not UTF-8
 * becomes an unpaired surrogate, which no path contains: a replacement character could be part of
 * the name of another file.
 */
public final class KeyText {
  private static final int FIRST = 0xDC00;
  private static final int LOWEST_BYTE = 0x80;
  private static final int HIGHEST_BYTE = 0xFF;

  private KeyText() {}

  /**
   * Decodes a key, in which {@code +} stands for a space.
   *
   * @param encoded the key as received
   * @return the key; not {@linkplain #isWhole whole} if it is not UTF-8
   * @throws IllegalArgumentException if it is not encoded in this way
   */
  public static String decoded(String encoded) {
    boolean plain = encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0;
    return plain ? encoded : unescaped(encoded);
  }

  private static String unescaped(String encoded) {
    StringBuilder key = new StringBuilder(encoded.length());
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length() / 3);
    int i = 0;
    while (i < encoded.length()) {
      char c = encoded.charAt(i);
      if (c == '%') {
        add(key, bytes, octet(encoded, i + 1));
        i += 3;
      } else {
        append(key, bytes);
        key.append(c == '+' ? ' ' : c);
        i++;
      }
    }
    append(key, bytes);
    return key.toString();
  }

  /** An ASCII byte is a character, and never part of one. */
  private static void add(StringBuilder key, ByteBuffer bytes, int octet) {
    if (octet >= LOWEST_BYTE) {
      bytes.put((byte) octet);
    } else {
      append(key, bytes);
      key.append((char) octet);
    }
  }

  private static int octet(String encoded, int start) {
    if (start + 2 > encoded.length()) {
      throw new IllegalArgumentException("an escape is cut off");
    }
    return HexFormat.fromHexDigits(encoded, start, start + 2);
  }

  /** Most characters follow one that is not escaped, and there is nothing to append. */
  private static void append(StringBuilder key, ByteBuffer filled) {
    if (filled.position() > 0) {
      appendBytes(key, filled);
    }
  }

  private static void appendBytes(StringBuilder key, ByteBuffer filled) {
    ByteBuffer bytes = filled.flip();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    while (bytes.hasRemaining()) {
      CoderResult result = decoder.reset().decode(bytes, text.clear(), true);
      key.append(text.flip());
      for (int i = result.isMalformed() ? result.length() : 0; i > 0; i--) {
        key.append((char) (FIRST | (bytes.get() & HIGHEST_BYTE)));
      }
    }
    filled.clear();
  }

  /**
   * Returns whether a key is text, which a request can name.
   *
   * @param key the decoded key
   * @return false if some of its bytes are not UTF-8
   */
  public static boolean isWhole(String key) {
    return key.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Returns whether a character stands for a byte that is not UTF-8. */
  static boolean isByte(int c) {
    return c >= (FIRST | LOWEST_BYTE) && c <= (FIRST | HIGHEST_BYTE);
  }

  static int toByte(int c) {
    return c & HIGHEST_BYTE;
  }
}
