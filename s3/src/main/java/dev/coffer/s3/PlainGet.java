package dev.coffer.s3;

import dev.coffer.remote.Http;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
  public SdkHttpRequest by(Route route) {
    return route
        .to(SdkHttpMethod.GET, request.key())
        .putHeader("x-amz-checksum-mode", "ENABLED")
        .build();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> of(HttpExecuteResponse answer) throws IOException {
    SdkHttpResponse head = answer.httpResponse();
    AbortableInputStream body =
        answer.responseBody().orElseThrow(() -> new IOException("the answer has no body"));
    try {
      if (TruncatedAnswers.isWholeRead(head)) {
        AbortableInputStream compared = ChecksummedBody.of(head, body);
        return new ResponseInputStream<>(told(head), compared, SdkRequests.UNTIMED);
      }
    } catch (NumberFormatException e) {
      // Half of a length is none.
    }
    body.abort();
    throw new IOException(TruncatedAnswers.LOST);
  }

  private static GetObjectResponse told(SdkHttpResponse head) {
    Map<String, String> metadata = new HashMap<>();
    head.forEachHeader(
        (name, values) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith(Route.METADATA)) {
            metadata.put(name.substring(Route.METADATA.length()), String.join(",", values));
          }
        });
    return GetObjectResponse.builder()
        .contentLength(head.firstMatchingHeader("Content-Length").map(Long::valueOf).orElse(null))
        .lastModified(head.firstMatchingHeader("Last-Modified").flatMap(Http::date).orElse(null))
        .eTag(head.firstMatchingHeader("ETag").orElse(null))
        .contentType(head.firstMatchingHeader("Content-Type").orElse(null))
        .metadata(metadata)
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
      throw missing(head);
    }
  }

  private static AwsServiceException missing(SdkHttpResponse head) {
    String told = "The specified key does not exist.";
    return NoSuchKeyException.builder()
        .message(told)
        .statusCode(head.statusCode())
        .requestId(head.firstMatchingHeader("x-amz-request-id").orElse(null))
        .extendedRequestId(head.firstMatchingHeader("x-amz-id-2").orElse(null))
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode("NoSuchKey")
                .errorMessage(told)
                .sdkHttpResponse(head)
                .build())
        .build();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> bySdk(Duration left) {
    return sdk.get(
        request.toBuilder().overrideConfiguration(call -> call.apiCallTimeout(left)).build());
  }
}
