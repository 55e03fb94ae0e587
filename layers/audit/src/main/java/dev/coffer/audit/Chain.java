package dev.coffer.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The end of a trail: the number of its last line and that line's SHA-256, which the next line
 * repeats.
 */
record Chain(long sequence, String hash) {
  /** Before the first line. */
  static final Chain EMPTY = new Chain(0, "0".repeat(64));

  /** The end of the trail with one line more. */
  Chain with(byte[] line) {
    return new Chain(sequence + 1, sha256(line));
  }

  static String sha256(byte[] line) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
