package dev.coffer.audit;

import dev.coffer.text.Sha256;

/**
 * The end of a trail: the number and the SHA-256 of its last line, which the next line contains.
 */
record Chain(long sequence, String hash) {
  /** Before the first line. */
  static final Chain EMPTY = new Chain(0, "0".repeat(64));

  /** Returns the end of the trail after another line. */
  Chain with(byte[] line) {
    return new Chain(sequence + 1, Sha256.hex(line));
  }
}
