package dev.coffer.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A read of a whole object. */
record PlainGet(GetObjectRequest request, ObjectRequests sdk)
    implements PlainRequest<ResponseInputStream<GetObjectResponse>> {
  private static final Pattern MISSING = Pattern.compile("<Code>\\s*NoSuchKey\\s*</Code>");

  static boolean canMake(GetObjectRequest request) {
    return request.range() == null && request.ifMatch() == null && request.ifNoneMatch() == null;
  }

  @Override
  public String name() {
    return "GetObject";
  }

  @Override
  public SdkHttpRequest by(RequestTemplate route) {
    return route
        .to(SdkHttpMethod.GET, request.key())
        .putHeader("x-amz-checksum-mode", "ENABLED")
        .build();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> of(HttpExecuteResponse answer) throws IOException {
    AbortableInputStream body =
        answer.responseBody().orElseThrow(() -> new IOException("the answer has no body"));
    try {
      return new ResponseInputStream<>(told(answer.httpResponse()), body, SdkRequests.UNTIMED);
    } catch (IOException | RuntimeException | Error e) {
      body.abort();
      throw e;
    }
  }

  private static GetObjectResponse told(SdkHttpResponse http) throws IOException {
    ObjectHead head = ObjectHead.of(http);
    GetObjectResponse.Builder told = GetObjectResponse.builder();
    told.sdkHttpResponse(http);
    return told.contentLength(head.length())
        .lastModified(head.lastModified())
        .eTag(head.etag())
        .contentType(head.contentType())
        .metadata(head.metadata())
        .build();
  }

  /**
   * That the key is missing needs no second request.
   *
   * @throws NoSuchKeyException as the SDK would
   */
  @Override
  public void refused(SdkHttpResponse head, String text) {
    if (head.statusCode() == 404 && MISSING.matcher(text).find()) {
      throw ObjectHead.missing(head);
    }
  }

  @Override
  public ResponseInputStream<GetObjectResponse> bySdk(Duration left) {
    return sdk.get(
        request.toBuilder().overrideConfiguration(call -> call.apiCallTimeout(left)).build());
  }
}
