package dev.coffer.compression;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tells by the first bytes whether Coffer has compressed a file. A few wrong bits do not make a
 * compressed file an uncompressed one: it is damaged. A content that resembles a compressed file is
 * never stored as it is.
 */
final class StoredMark {
  /** The number of bytes that tell it, and the size of the file. */
  static final int LENGTH = 64;

  /** No file that is shorter is taken for a compressed one. */
  static final int SHORTEST = 16;

  private static final int MOST_WRONG_BITS = 8;

  private StoredMark() {}

  /** Returns the format of the file; empty if it is not compressed. */
  static Optional<FrameFormat> formatOf(byte[] first) throws CorruptFramesException {
    for (CompressionFormat format : CompressionFormat.values()) {
      int wrong = wrongBits(first, format.frames());
      if (wrong == 0) {
        return Optional.of(format.frames());
      }
      if (wrong <= MOST_WRONG_BITS) {
        throw new CorruptFramesException("its first bytes are damaged");
      }
    }
    return Optional.empty();
  }

  /** Returns whether a reader would not take a file with these bytes for an uncompressed one. */
  static boolean isResembledBy(byte[] first) {
    return Arrays.stream(CompressionFormat.values())
        .anyMatch(format -> wrongBits(first, format.frames()) <= MOST_WRONG_BITS);
  }

  private static int wrongBits(byte[] first, FrameFormat format) {
    byte[] title = StoredHead.title();
    byte[] note = format.note(title);
    int start = format.noteStart();
    if (first.length < start + title.length) {
      return Integer.MAX_VALUE;
    }
    int wrong = 0;
    for (int i = 0; i < start + title.length; i++) {
      boolean varies = i >= 4 && i < start;
      wrong += varies ? 0 : Integer.bitCount((first[i] ^ note[i]) & 0xFF);
    }
    return wrong;
  }
}
