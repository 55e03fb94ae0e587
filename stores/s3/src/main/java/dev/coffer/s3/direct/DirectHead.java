package dev.coffer.s3.direct;

import dev.coffer.remote.KeyVersion;
import java.io.IOException;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A request for the head of an object. */
record DirectHead(KeyVersion object) implements DirectRequest<ObjectHead> {
  @Override
  public String name() {
    return "HeadObject";
  }

  @Override
  public SdkHttpRequest of(RequestTemplate template) {
    return template.to(SdkHttpMethod.HEAD, object.key()).build();
  }

  @Override
  public ObjectHead result(HttpExecuteResponse response) throws IOException {
    return ObjectHead.of(response.httpResponse());
  }

  /**
   * Throws what the SDK would if the response is 404: it has no body that could tell a missing key
   * from a missing bucket.
   */
  @Override
  public void refused(SdkHttpResponse head, String text) {
    if (head.statusCode() == 404) {
      throw ObjectHead.missing(head);
    }
  }

  @Override
  public ObjectHead by(ObjectRequests others) {
    return others.head(object);
  }
}
