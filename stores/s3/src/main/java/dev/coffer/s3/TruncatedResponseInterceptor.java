package dev.coffer.s3;

import dev.coffer.remote.Causes;
import dev.coffer.s3.direct.ResponseHeads;
import java.io.IOException;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Answers that did not come whole and that the SDK does not notice or does not try again. Its HTTP
 * client takes a head for whole when the connection is closed in the middle of it; of one without
 * its etag or its length nothing is believed. (With TLS such an end is an error anyhow.)
 */
final class TruncatedResponseInterceptor implements ExecutionInterceptor {
  /** Whether the latest answer to this thread ends where its connection ends, whole or not. */
  private final ThreadLocal<Boolean> endsWithItsConnection = ThreadLocal.withInitial(() -> false);

  /** The head of an answer lacks what every one has. */
  static final class HeadException extends IOException {
    private static final long serialVersionUID = 1L;

    HeadException() {
      super("the head of the answer has no length or no etag");
    }
  }

  /**
   * Whether a call of this thread failed because the XML that answered it ended too early. XML that
   * came whole and cannot be read will be no better the next time.
   */
  boolean isOne(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(
            each ->
                each instanceof XMLStreamException xml
                    && (endsWithItsConnection.get() || isLost(xml)));
  }

  /** Whether XML could not be read to its end since its connection was lost. */
  static boolean isLost(XMLStreamException e) {
    return e.getNestedException() instanceof IOException;
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse answer = context.httpResponse();
    endsWithItsConnection.set(!ResponseHeads.hasEnd(answer));
    Object request = context.request();
    boolean read = request instanceof HeadObjectRequest || request instanceof GetObjectRequest;
    boolean written = request instanceof PutObjectRequest || request instanceof UploadPartRequest;
    if (answer.isSuccessful()
        && ((read && !ResponseHeads.isComplete(answer))
            || (written && !ResponseHeads.hasEtag(answer)))) {
      // The connection would stay taken, as nobody reads the rest.
      context
          .responseBody()
          .filter(Abortable.class::isInstance)
          .ifPresent(body -> ((Abortable) body).abort());
      throw RetryableException.create(ResponseHeads.LOST, new HeadException());
    }
    return answer;
  }
}
