package dev.coffer.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Whether two streams have the same bytes. */
final class SameBytes {
  private static final int AT_ONCE = 1 << 16;

  private SameBytes() {}

  /** Reads both until they differ; closes neither. */
  static boolean in(InputStream one, InputStream other) throws IOException {
    byte[] mine = new byte[AT_ONCE];
    byte[] theirs = new byte[AT_ONCE];
    int read = one.readNBytes(mine, 0, AT_ONCE);
    while (read == other.readNBytes(theirs, 0, AT_ONCE)
        && Arrays.equals(mine, 0, read, theirs, 0, read)) {
      if (read < AT_ONCE) {
        return true;
      }
      read = one.readNBytes(mine, 0, AT_ONCE);
    }
    return false;
  }
}
