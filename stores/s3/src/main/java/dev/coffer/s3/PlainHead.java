package dev.coffer.s3;

import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A look at an object. */
record PlainHead(HeadObjectRequest request, ObjectRequests sdk)
    implements PlainRequest<HeadObjectResponse> {

  @Override
  public String name() {
    return "HeadObject";
  }

  @Override
  public SdkHttpRequest by(RequestTemplate route) {
    return route.to(SdkHttpMethod.HEAD, request.key()).build();
  }

  @Override
  public HeadObjectResponse of(HttpExecuteResponse answer) throws IOException {
    ObjectHead head = ObjectHead.of(answer.httpResponse());
    return HeadObjectResponse.builder()
        .contentLength(head.length())
        .lastModified(head.lastModified())
        .eTag(head.etag())
        .contentType(head.contentType())
        .metadata(head.metadata())
        .build();
  }

  /**
   * The answer has no body that could tell a missing key from a missing bucket: nor could the SDK.
   *
   * @throws NoSuchKeyException as the SDK would
   */
  @Override
  public void refused(SdkHttpResponse head, String text) {
    if (head.statusCode() == 404) {
      throw ObjectHead.missing(head);
    }
  }

  @Override
  public HeadObjectResponse bySdk(Duration left) {
    return sdk.head(
        request.toBuilder().overrideConfiguration(call -> call.apiCallTimeout(left)).build());
  }
}
