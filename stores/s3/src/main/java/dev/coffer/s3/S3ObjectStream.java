package dev.coffer.s3;

import dev.coffer.remote.TranslatedStream;
import dev.coffer.s3.direct.ObjectHead;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An answer with the bytes of an object.
 *
 * @param head what it tells of the object
 * @param stream its body, whose connection is dropped when it is closed before its end
 */
record S3ObjectStream(ObjectHead head, TranslatedStream stream) {

  /**
   * The SDK fails in the middle of a body unchecked, when its checksum is not that of the bytes.
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
