package dev.coffer.app;

import java.io.IOException;
import java.util.Locale;

/** Standard output could not be written. */
final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super("standard output: " + cause.getMessage(), cause);
  }

  /** Whether the reader went away, as {@code head} does when it has enough: no error. */
  boolean isBrokenPipe() {
    return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
  }
}
