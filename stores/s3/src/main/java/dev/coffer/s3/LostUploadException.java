package dev.coffer.s3;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Thrown if an upload has ended without creating a file: the content would have to be sent again.
 */
final class LostUploadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostUploadException(S3Exception cause) {
    super("the upload is lost", cause);
  }

  /** Returns the error for callers if the content is not sent again. */
  ConnectionException asFailure(String operation, FilePath path, String store) {
    return new ConnectionException(
        new ErrorContext(operation, path.toString(), store),
        "another write ended the upload: " + operation + " the file again",
        getCause());
  }
}
