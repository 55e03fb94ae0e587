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
 * The properties of an object, as reported in the head of a response.
 *
 * @param length of the body; null if it is chunked
 * @param lastModified null if it is missing or cannot be parsed
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
   * Parses a head.
   *
   * @throws IOException if it is incomplete
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
      throw new IOException(ResponseHeads.LOST, e); // a truncated length is not valid
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

  /** Returns the SDK's error for an object that does not exist. */
  static AwsServiceException missing(SdkHttpResponse head) {
    String message = "The specified key does not exist.";
    return NoSuchKeyException.builder()
        .message(message)
        .statusCode(head.statusCode())
        .requestId(head.firstMatchingHeader("x-amz-request-id").orElse(null))
        .extendedRequestId(head.firstMatchingHeader("x-amz-id-2").orElse(null))
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode("NoSuchKey")
                .errorMessage(message)
                .sdkHttpResponse(head)
                .build())
        .build();
  }
}
