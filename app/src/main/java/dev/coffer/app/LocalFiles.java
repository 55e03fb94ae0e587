package dev.coffer.app;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Names outside of the store. */
final class LocalFiles {
  private LocalFiles() {}

  static Path path(String name) {
    if (name.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "a local file needs a name");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new CommandException(ExitCode.USAGE, name + ": " + e.getReason());
    }
  }

  static void requireReadable(Path file) {
    if (!Files.isReadable(file)) {
      throw new CommandException(ExitCode.NOT_RETRYABLE, file + ": access denied");
    }
  }

  /** What went wrong with the local file that the error names. */
  static CommandException failure(UncheckedIOException unchecked) {
    Throwable error = unchecked.getCause();
    String name = error instanceof FileSystemException e ? e.getFile() : null;
    return failure(Path.of(name == null ? "." : name), error);
  }

  /** What went wrong with a local file, with the code that fits. */
  static CommandException failure(Path file, @Nullable Throwable error) {
    if (error instanceof NoSuchFileException) {
      return new CommandException(ExitCode.FILE_NOT_FOUND, file + ": no such file");
    }
    if (error instanceof AccessDeniedException) {
      return new CommandException(ExitCode.NOT_RETRYABLE, file + ": access denied");
    }
    String reason =
        error instanceof FileSystemException e && e.getReason() != null
            ? e.getReason()
            : String.valueOf(error == null ? null : error.getMessage());
    return new CommandException(ExitCode.NOT_RETRYABLE, file + ": " + reason);
  }
}
