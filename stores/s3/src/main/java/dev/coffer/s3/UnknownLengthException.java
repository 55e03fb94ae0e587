package dev.coffer.s3;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Thrown if a complete response to a HEAD request does not contain the length of the object. */
final class UnknownLengthException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  UnknownLengthException() {
    super(SdkClientException.builder().message("the response has no Content-Length"));
  }
}
