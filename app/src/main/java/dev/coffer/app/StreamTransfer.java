package dev.coffer.app;

import dev.coffer.Content;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Bytes from a store to somewhere else. */
final class StreamTransfer {
  private StreamTransfer() {}

  /**
   * Copies a whole file.
   *
   * @param progress is told how far it is
   * @throws CorruptFileException when it is shorter than it was when it was opened
   * @throws UncheckedIOException when the target cannot be written
   */
  static FileInfo copy(FileStore store, FilePath path, OutputStream target, Progress progress) {
    return copy(store, path, ReadOptions.DEFAULTS, target, progress);
  }

  /** Copies a whole file or the range of it that the options name. */
  static FileInfo copy(
      FileStore store, FilePath path, ReadOptions options, OutputStream target, Progress progress) {
    try (OpenedFile file = store.read(path, options.withoutMetadata())) {
      long expected = Math.min(options.length(), file.info().size() - options.offset());
      progress.begin(expected);
      byte[] buffer = new byte[Content.BUFFER_SIZE];
      long done = 0;
      for (int n = read(file, buffer, store); n >= 0; n = read(file, buffer, store)) {
        write(target, buffer, n);
        progress.add(n);
        done += n;
      }
      requireWhole(file.info(), done, expected, store);
      return file.info();
    }
  }

  /** A file that another program cuts off while it is read ends as if it were whole. */
  private static void requireWhole(FileInfo info, long done, long expected, FileStore store) {
    if (done < expected) {
      String hint = "it ended after " + done + " of " + expected + " bytes: it changed meanwhile";
      throw new CorruptFileException(
          new ErrorContext("read", info.path().toString(), store.name()), hint, null);
    }
  }

  private static int read(OpenedFile file, byte[] buffer, FileStore store) {
    try {
      return file.stream().read(buffer);
    } catch (IOException e) {
      throw new StorageFailureException(
          new ErrorContext("read", file.info().path().toString(), store.name()), e.getMessage(), e);
    }
  }

  private static void write(OutputStream target, byte[] buffer, int length) {
    try {
      target.write(buffer, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
