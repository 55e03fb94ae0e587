package dev.coffer.redis;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Texts that nobody else makes, on no machine. */
final class RandomText {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** Returns a text of an even length. */
  static String of(int length) {
    byte[] bytes = new byte[length / 2];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
