package dev.coffer.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The end of a trail: the number and the SHA-256 of its last line, which the next line contains.
 */
record Chain(long sequence, String hash) {
  /** Before the first line. */
  static final Chain EMPTY = new Chain(0, "0".repeat(64));

  /** Returns the end of the trail after another line. */
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
