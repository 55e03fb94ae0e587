package dev.coffer.s3;

import dev.coffer.FileInfo;
import dev.coffer.remote.Attempts;
import java.util.Optional;

/** A write whose content has been received: one more request creates the file. */
interface PreparedWrite {
  /**
   * Sends that request.
   *
   * @param attempts the attempts of this request
   * @return the file; empty if the request must be repeated
   * @throws LostUploadException if the content must be sent again
   */
  Optional<FileInfo> attempt(Attempts attempts);

  /** Abandons the write and discards what was sent. Never throws. */
  default void abort() {}
}
