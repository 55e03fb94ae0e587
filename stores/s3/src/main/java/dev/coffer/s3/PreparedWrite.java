package dev.coffer.s3;

import dev.coffer.FileInfo;
import dev.coffer.remote.Attempts;
import java.util.Optional;

/** A write whose content was received: one more request makes the file. */
interface PreparedWrite {
  /**
   * Makes that request.
   *
   * @param attempts of this request
   * @return the file; empty if the request is to be made again
   * @throws LostUploadException if the content has to be sent again
   */
  Optional<FileInfo> attempt(Attempts attempts);

  /** Gives the write up, and what was sent of it. Never throws. */
  default void abort() {}
}
