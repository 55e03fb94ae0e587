package dev.coffer.s3;

import dev.coffer.remote.TranslatedStream;
import dev.coffer.s3.direct.ObjectHead;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A response with the bytes of an object.
 *
 * @param head what the response says of the object
 * @param stream its body; if it is closed before its end, its connection is dropped
 */
record S3ObjectStream(ObjectHead head, TranslatedStream stream) {

  /**
   * Returns a stream of the body. The SDK throws an unchecked exception if the bytes do not match
   * the checksum.
   */
  static S3ObjectStream of(
      ResponseInputStream<ObjectHead> answer,
      Function<SdkException, RuntimeException> translation) {
    return new S3ObjectStream(
        answer.response(),
        new TranslatedStream(
            answer,
            answer::abort,
            failure -> {
              throw failure instanceof SdkException e ? translation.apply(e) : failure;
            }));
  }
}
