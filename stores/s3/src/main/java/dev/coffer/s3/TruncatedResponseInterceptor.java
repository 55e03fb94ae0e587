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
 * Detects incomplete responses that the SDK does not detect or does not retry. Its HTTP client
 * accepts a head that is cut off by a closed connection, so a head without its etag or its length
 * is not trusted. (With TLS such an end is an error anyway.)
 */
final class TruncatedResponseInterceptor implements ExecutionInterceptor {
  /** Whether the latest response to this thread ends with its connection, complete or not. */
  private final ThreadLocal<Boolean> endsWithItsConnection = ThreadLocal.withInitial(() -> false);

  /** Thrown if the head of a response lacks what every head has. */
  static final class HeadException extends IOException {
    private static final long serialVersionUID = 1L;

    HeadException() {
      super("the head of the response has no length or no etag");
    }
  }

  /**
   * Returns whether a call of this thread failed because the XML of the response was incomplete.
   * Complete but invalid XML would be the same at the next attempt.
   */
  boolean isOne(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(
            each ->
                each instanceof XMLStreamException xml
                    && (endsWithItsConnection.get() || isLost(xml)));
  }

  /** Returns whether XML is incomplete because its connection was lost. */
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
      // Without this the connection would stay in use, because the rest is never read.
      context
          .responseBody()
          .filter(Abortable.class::isInstance)
          .ifPresent(body -> ((Abortable) body).abort());
      throw RetryableException.create(ResponseHeads.LOST, new HeadException());
    }
    return answer;
  }
}
