package dev.coffer.remote;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the version of a file that was looked at or opened is no longer available, since the
 * file was replaced or deleted in the meantime.
 */
public final class ReplacedException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param refusal the service's refusal; null if the service answered with another version
   */
  public ReplacedException(@Nullable Throwable refusal) {
    super("the file was replaced or deleted in the meantime", refusal);
  }
}
