package dev.coffer.s3.direct;

import dev.coffer.remote.Http;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What the head of a response says of an object.
 *
 * @param length of the body; null if it comes in chunks
 * @param lastModified null if there is none that can be read
 * @param etag with its quotes; null if there is none
 * @param contentType null if there is none
 * @param metadata as it is on the wire
 * @param http the head itself
 */
public record ObjectHead(
    @Nullable Long length,
    @Nullable Instant lastModified,
    @Nullable String etag,
    @Nullable String contentType,
    Map<String, String> metadata,
    SdkHttpResponse http) {

  /**
   * Reads a head.
   *
   * @throws IOException when it did not come whole
   */
  static ObjectHead of(SdkHttpResponse head) throws IOException {
    if (!ResponseHeads.isComplete(head)) {
      throw new IOException(ResponseHeads.LOST);
    }
    try {
      return new ObjectHead(
          head.firstMatchingHeader("Content-Length").map(Long::valueOf).orElse(null),
          head.firstMatchingHeader("Last-Modified").flatMap(Http::date).orElse(null),
          head.firstMatchingHeader("ETag").orElse(""),
          head.firstMatchingHeader("Content-Type").orElse(null),
          metadata(head),
          head);
    } catch (NumberFormatException e) {
      throw new IOException(ResponseHeads.LOST, e); // half of a length is none
    }
  }

  private static Map<String, String> metadata(SdkHttpResponse head) {
    Map<String, String> metadata = new HashMap<>();
    head.forEachHeader(
        (name, values) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith(RequestTemplate.METADATA)) {
            metadata.put(
                name.substring(RequestTemplate.METADATA.length()), String.join(",", values));
          }
        });
    return metadata;
  }

  /** The error of the SDK for an object that is not there. */
  static AwsServiceException missing(SdkHttpResponse head) {
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
}
