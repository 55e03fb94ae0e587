package dev.coffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads an opened file to its end into one array of the size that the store reported. A file that
 * another program changed meanwhile is read again.
 */
final class WholeFile {
  private static final int MOST_TRIES = 10;
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private WholeFile() {}

  static byte[] bytes(OpenedFile file, FileStore store) {
    try {
      return bytesOf(file, store);
    } catch (StorageFailureException e) {
      return again(file.info().path(), store, e);
    }
  }

  private static byte[] again(FilePath path, FileStore store, StorageFailureException first) {
    StorageFailureException failure = first;
    for (int tries = 1; tries < MOST_TRIES && failure.isRetryable(); tries++) {
      try (OpenedFile file = store.read(path, ReadOptions.DEFAULTS.withoutMetadata())) {
        return bytesOf(file, store);
      } catch (StorageFailureException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private static byte[] bytesOf(OpenedFile file, FileStore store) {
    FileInfo info = file.info();
    String path = info.path().toString();
    if (info.size() > LARGEST_ARRAY) {
      throw new UnsupportedFeatureException(
          new ErrorContext("read", path, store.name()),
          info.size() + " bytes do not fit in an array; use open",
          null);
    }
    byte[] bytes = new byte[(int) info.size()];
    int read;
    try {
      read = file.stream().readNBytes(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new StorageFailureException(new ErrorContext("read", path, store.name()), null, e);
    }
    requireWhole(info, read, store);
    return bytes;
  }

  /** Refuses what ended before the size that the store reported. */
  static void requireWhole(FileInfo info, long read, FileStore store) {
    if (read < info.size()) {
      throw new CorruptFileException(
          new ErrorContext("read", info.path().toString(), store.name()),
          "it ended after " + read + " of " + info.size() + " bytes",
          null);
    }
  }

  /** Returns the text of a file's bytes, in which no malformed byte is replaced. */
  static String text(byte[] bytes, String path, FileStore store) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      } catch (CharacterCodingException e) {
        throw new NotTextException(
            new ErrorContext("read", path, store.name()), "readBytes gives its bytes", e);
      }
    }
    return text;
  }
}
