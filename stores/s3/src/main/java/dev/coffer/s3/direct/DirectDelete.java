package dev.coffer.s3.direct;

import dev.coffer.remote.KeyVersion;
import java.io.IOException;
import java.io.OutputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** An unconditional deletion of the current object of a key. */
record DirectDelete(KeyVersion object) implements DirectRequest<SdkHttpResponse> {
  private static final int NO_CONTENT = 204;

  @Override
  public String name() {
    return "DeleteObject";
  }

  @Override
  public SdkHttpRequest of(RequestTemplate template) {
    return template.to(SdkHttpMethod.DELETE, object.key()).build();
  }

  /** Any other success may be the page of a captive portal. */
  @Override
  public boolean isDone(int status) {
    return status == NO_CONTENT;
  }

  @Override
  public SdkHttpResponse result(HttpExecuteResponse response) throws IOException {
    try (AbortableInputStream rest =
        response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
      rest.transferTo(OutputStream.nullOutputStream());
    }
    return response.httpResponse();
  }

  /** Throws what the SDK would if the key is missing, as some servers report. */
  @Override
  public void refused(SdkHttpResponse head, String text) {
    if (ResponseHeads.isOfMissingKey(head, text)) {
      throw ObjectHead.missing(head);
    }
  }

  @Override
  public SdkHttpResponse by(ObjectRequests others) {
    return others.delete(object);
  }
}
