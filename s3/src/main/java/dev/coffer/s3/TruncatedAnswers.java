package dev.coffer.s3;

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
final class TruncatedAnswers implements ExecutionInterceptor {
  static final String LOST = "the connection was lost in an answer";

  /** Whether a call failed because the XML that answered it ended too early. */
  static boolean isOne(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof XMLStreamException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse answer = context.httpResponse();
    Object request = context.request();
    boolean read = request instanceof HeadObjectRequest || request instanceof GetObjectRequest;
    boolean written = request instanceof PutObjectRequest || request instanceof UploadPartRequest;
    if (answer.isSuccessful()
        && ((read && !isWholeRead(answer)) || (written && !hasWholeEtag(answer)))) {
      // The connection would stay taken, as nobody reads the rest.
      context
          .responseBody()
          .filter(Abortable.class::isInstance)
          .ifPresent(body -> ((Abortable) body).abort());
      throw RetryableException.builder().message(LOST).build();
    }
    return answer;
  }

  /** Whether the head of an answer to a read has what every one has. */
  static boolean isWholeRead(SdkHttpResponse answer) {
    return answer.firstMatchingHeader("Content-Length").isPresent() && hasWholeEtag(answer);
  }

  /** Whether the head of an answer has its etag whole. */
  static boolean hasWholeEtag(SdkHttpResponse answer) {
    String etag = answer.firstMatchingHeader("ETag").orElse("");
    return !etag.isEmpty()
        && (!etag.startsWith("\"") || (etag.length() > 1 && etag.endsWith("\"")));
  }
}
