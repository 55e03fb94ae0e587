package dev.coffer.remote;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.FileStoreException;
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

  /**
   * Returns the error of a copy that may be of no other version.
   *
   * @param attempts the attempts of the copy
   * @return a {@link dev.coffer.ConflictException}; if a request was repeated, an earlier one may
   *     have made the copy, and the error says so
   */
  public FileStoreException ofCopy(Attempts attempts) {
    return attempts.areRepeated()
        ? new ConnectionException(
            attempts.context(),
            "the source was replaced, and a response was lost before: the copy may have been made",
            this)
        : new ConflictException(
            attempts.context(), "the file has changed or is missing: read it again", this);
  }
}
