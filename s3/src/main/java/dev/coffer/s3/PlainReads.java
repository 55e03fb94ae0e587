package dev.coffer.s3;

import dev.coffer.remote.Alarm;
import dev.coffer.remote.Http;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Reads of whole objects as one plain request, signed and sent by the SDK's own signer and HTTP
 * client. What the SDK does around them takes as much processor time as all the rest of a small
 * read.
 *
 * <p>It knows how to succeed, and that a key is missing. Whatever else comes, the SDK makes the
 * request again, and tries, waits and explains as it does. After a lost connection or an answer
 * that the server is in trouble, the SDK alone reads until it has succeeded; when it succeeds where
 * a plain request was refused, it knows something that is not known here, and reads for good.
 */
final class PlainReads implements Reader.Get {
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
  private static final Pattern MISSING = Pattern.compile("<Code>\\s*NoSuchKey\\s*</Code>");
  private static final String METADATA = "x-amz-meta-";
  private static final int LARGEST_ERROR = 64 << 10;
  private static final int TOO_MANY_REQUESTS = 429;

  private final OwnClient own;
  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  private final Reader.Get bySdk;

  PlainReads(OwnClient own, Reader.Get bySdk) {
    this.own = own;
    this.credentials = own.client().serviceClientConfiguration().credentialsProvider();
    this.bySdk = bySdk;
  }

  /** Why the SDK must make a request again. */
  private record Failure(boolean refused, @Nullable IOException lost) {}

  @Override
  public ResponseInputStream<GetObjectResponse> of(GetObjectRequest request) {
    Route route = own.routes().known();
    if (route == null || !isOfAWholeObject(request)) {
      return bySdk.of(request);
    }
    long began = System.nanoTime();
    Failure failure;
    try {
      HttpExecuteResponse answer = send(route, request.key());
      if (answer.httpResponse().statusCode() == 200) {
        return opened(answer);
      }
      failure = failure(answer);
    } catch (IOException e) {
      failure = new Failure(false, e);
    }
    return again(request, failure, began);
  }

  private static boolean isOfAWholeObject(GetObjectRequest request) {
    return request.range() == null && request.ifMatch() == null && request.ifNoneMatch() == null;
  }

  private HttpExecuteResponse send(Route route, String key) throws IOException {
    AwsCredentialsIdentity identity = credentials.resolveIdentity().join();
    SdkHttpRequest signed =
        SIGNER
            .sign(
                SignRequest.builder(identity)
                    .request(route.to(key))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, route.region())
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                    .build())
            .request();
    ExecutableHttpRequest call =
        own.http().prepareRequest(HttpExecuteRequest.builder().request(signed).build());
    own.traffic().next("GetObject");
    Alarm late = new Alarm(own.connection().longestAttempt(), call::abort);
    try {
      return call.call();
    } finally {
      late.off();
    }
  }

  // ---- Success

  private static ResponseInputStream<GetObjectResponse> opened(HttpExecuteResponse answer)
      throws IOException {
    SdkHttpResponse head = answer.httpResponse();
    AbortableInputStream body =
        answer.responseBody().orElseThrow(() -> new IOException("the answer has no body"));
    try {
      if (TruncatedAnswers.isWholeRead(head)) {
        AbortableInputStream compared = ChecksummedBody.of(head, body);
        return new ResponseInputStream<>(told(head), compared, Reader.UNTIMED);
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
          if (name.toLowerCase(Locale.ROOT).startsWith(METADATA)) {
            metadata.put(name.substring(METADATA.length()), String.join(",", values));
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

  // ---- Failure

  /**
   * Looks at what came in place of an object.
   *
   * @throws NoSuchKeyException as the SDK would
   */
  private static Failure failure(HttpExecuteResponse answer) throws IOException {
    SdkHttpResponse head = answer.httpResponse();
    String text = "";
    if (answer.responseBody().isPresent()) {
      try (InputStream body = answer.responseBody().get()) {
        text = new String(body.readNBytes(LARGEST_ERROR), StandardCharsets.UTF_8);
      }
    }
    int status = head.statusCode();
    if (status == 404 && MISSING.matcher(text).find()) {
      throw missing(head);
    }
    return new Failure(status < 500 && status != TOO_MANY_REQUESTS, null);
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

  private ResponseInputStream<GetObjectResponse> again(
      GetObjectRequest request, Failure failure, long began) {
    if (!failure.refused()) {
      own.routes().leave();
    }
    Duration past = Duration.ofNanos(System.nanoTime() - began);
    Duration deadline = own.connection().retryDeadline();
    if (past.compareTo(deadline) > 0) {
      throw SdkClientException.create("no further attempt within " + deadline, failure.lost());
    }
    Duration left = own.connection().callTimeout().minus(past);
    GetObjectRequest timed =
        request.toBuilder()
            .overrideConfiguration(
                call -> call.apiCallTimeout(left.toMillis() > 0 ? left : Duration.ofMillis(1)))
            .build();
    ResponseInputStream<GetObjectResponse> answer =
        own.traffic().again(began, () -> bySdk.of(timed));
    if (failure.refused()) {
      own.routes().close();
    }
    return answer;
  }
}
