package dev.coffer.replicate;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Compares two files byte by byte, a block at a time. */
final class SameContents {
  private static final int BLOCK = 64 << 10;

  private SameContents() {}

  /**
   * Returns whether a file of the primary has the bytes of a file in a replica.
   *
   * @throws ConflictException if that of the replica was replaced meanwhile
   */
  static boolean of(OpenedFile file, FileStore replica, FileInfo there) {
    if (file.info().size() != there.size()) {
      return false;
    }
    try (OpenedFile other =
        replica.read(there.path(), ReadOptions.DEFAULTS.ifMatch(there.etag()))) {
      return isSame(file.stream(), other.stream());
    }
  }

  private static boolean isSame(InputStream source, InputStream other) {
    for (byte[] block = source(source); block.length > 0; block = source(source)) {
      if (!Arrays.equals(block, next(other))) {
        return false;
      }
    }
    return true;
  }

  private static byte[] source(InputStream in) {
    try {
      return next(in);
    } catch (UncheckedIOException | FileStoreException e) {
      throw new UnreadableSource(e);
    }
  }

  private static byte[] next(InputStream in) {
    try {
      return in.readNBytes(BLOCK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
