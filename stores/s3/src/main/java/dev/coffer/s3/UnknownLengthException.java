package dev.coffer.s3;

import software.amazon.awssdk.core.exception.SdkClientException;

/** The answer to a look came whole and does not tell how long the object is. */
final class UnknownLengthException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  UnknownLengthException() {
    super(SdkClientException.builder().message("the answer has no Content-Length"));
  }
}
