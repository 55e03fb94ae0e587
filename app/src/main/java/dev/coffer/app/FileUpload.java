package dev.coffer.app;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local file on its way to a store. One that grows or shrinks meanwhile is read again, and one
 * that does not tell its size, as those of {@code /proc} and pipes, is read to its end.
 */
record FileUpload(FileStore store, FilePath target, WriteOptions options, Progress progress) {
  private static final int ATTEMPTS = 3;

  FileInfo of(Content content) {
    return store.write(target, progress.of(content), options);
  }

  FileInfo of(Path file) {
    if (!Files.isRegularFile(file)) {
      return ofStream(file);
    }
    LocalFiles.requireReadable(file);
    try {
      return ofRegular(file);
    } catch (IOException e) {
      throw LocalFiles.failure(file, e);
    }
  }

  private FileInfo ofRegular(Path file) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      long size = Files.size(file);
      if (size == 0) {
        return ofStream(file);
      }
      try {
        return of(new SizedContent(file, size));
      } catch (SizedContent.ChangedException e) {
        if (Files.size(file) == size) {
          return ofStream(file);
        }
      }
    }
    throw new CommandException(
        ExitCode.NOT_RETRYABLE,
        file
            + ": it changed "
            + ATTEMPTS
            + " times while it was read (to store what it holds now: coffer put - PATH < FILE)");
  }

  private FileInfo ofStream(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(Content.of(in));
    } catch (IOException e) {
      throw LocalFiles.failure(file, e);
    }
  }
}
