package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.InvalidMetadataException;
import dev.coffer.NotFoundException;
import java.util.List;

/** The exit codes of commands. */
final class ExitCode {
  /** The meanings of the codes, from 0 on. */
  static final List<String> MEANINGS =
      List.of(
          "ok",
          "other failure",
          "usage or path",
          "directory not found",
          "file not found",
          "temporary failure: try again",
          "permanent failure",
          "configuration");

  static final int OK = 0;
  static final int OTHER = 1;
  static final int USAGE = 2;
  static final int DIRECTORY_NOT_FOUND = 3;
  static final int FILE_NOT_FOUND = 4;
  static final int RETRYABLE = 5;
  static final int NOT_RETRYABLE = 6;
  static final int CONFIGURATION = 7;

  /** As a shell tells of a process that Ctrl-C ended. */
  static final int INTERRUPTED = 130;

  /** As a shell tells of a process that a closed pipe ended. */
  static final int BROKEN_PIPE = 141;

  private ExitCode() {}

  static int of(Throwable error) {
    if (error instanceof CommandException e) {
      return e.exitCode();
    }
    return error instanceof FileStoreException e ? ofStore(e) : OTHER;
  }

  private static int ofStore(FileStoreException error) {
    if (error instanceof InvalidFilePathException || error instanceof InvalidMetadataException) {
      return USAGE;
    }
    if (error instanceof NotFoundException) {
      return FILE_NOT_FOUND;
    }
    if (error instanceof ConfigurationException) {
      return CONFIGURATION;
    }
    return error.isRetryable() ? RETRYABLE : NOT_RETRYABLE;
  }
}
