package dev.coffer.s3.direct;

import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A read of a whole object. */
record DirectGet(ObjectGet get) implements DirectRequest<ResponseInputStream<ObjectHead>> {

  static boolean canMake(ObjectGet get) {
    return get.range() == null
        && get.object().version() == null
        && get.conditions().equals(ConditionHeaders.NONE);
  }

  @Override
  public String name() {
    return "GetObject";
  }

  @Override
  public SdkHttpRequest of(RequestTemplate template) {
    return template
        .to(SdkHttpMethod.GET, get.object().key())
        .putHeader("x-amz-checksum-mode", "ENABLED")
        .build();
  }

  @Override
  public ResponseInputStream<ObjectHead> result(HttpExecuteResponse response) throws IOException {
    AbortableInputStream body =
        response.responseBody().orElseThrow(() -> new IOException("the response has no body"));
    try {
      return new ResponseInputStream<>(ObjectHead.of(response.httpResponse()), body, Duration.ZERO);
    } catch (IOException | RuntimeException | Error e) {
      body.abort();
      throw e;
    }
  }

  /** Throws what the SDK would if the key is missing. */
  @Override
  public void refused(SdkHttpResponse head, String text) {
    if (ResponseHeads.isOfMissingKey(head, text)) {
      throw ObjectHead.missing(head);
    }
  }

  @Override
  public ResponseInputStream<ObjectHead> by(ObjectRequests others) {
    return others.get(get);
  }
}
