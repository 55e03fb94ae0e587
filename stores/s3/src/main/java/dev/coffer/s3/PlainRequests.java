package dev.coffer.s3;

import dev.coffer.remote.Alarm;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
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
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Reads of whole objects, looks and writes without a condition as one plain request, signed and
 * sent by the SDK's own signer and HTTP client. What the SDK does around them takes as much
 * processor time as all the rest of a small read or write.
 *
 * <p>It knows how to succeed, and that a key is missing. Whatever else comes, the SDK makes the
 * request again, and tries, waits and explains as it does. After a lost connection or an answer
 * that the server is in trouble, the SDK makes all requests until it has succeeded; when it
 * succeeds where a plain request was refused, it knows something that is not known here, and makes
 * them for good.
 */
final class PlainRequests implements ObjectRequests {
  private static final Pattern TOO_SLOW = Pattern.compile("<Code>\\s*RequestTimeout\\s*</Code>");
  private static final int LARGEST_ERROR = 64 << 10;
  private static final int TOO_MANY_REQUESTS = 429;

  private final OwnClient own;
  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  private final ObjectRequests sdk;
  private final AwsV4HttpSigner signer;

  PlainRequests(OwnClient own, ObjectRequests sdk) {
    this.own = own;
    this.credentials = own.client().serviceClientConfiguration().credentialsProvider();
    this.sdk = sdk;
    this.signer = own.connection().signer();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> get(GetObjectRequest request) {
    RequestTemplate route = own.routes().known();
    return route != null && PlainGet.canMake(request)
        ? make(new PlainGet(request, sdk), route)
        : sdk.get(request);
  }

  @Override
  public HeadObjectResponse head(HeadObjectRequest request) {
    RequestTemplate route = own.routes().known();
    return route == null ? sdk.head(request) : make(new PlainHead(request, sdk), route);
  }

  @Override
  public PutObjectResponse put(PutObjectRequest request, RequestBody body) {
    RequestTemplate route = own.routes().known();
    return route != null && PlainPut.canMake(request)
        ? make(new PlainPut(request, body, sdk), route)
        : sdk.put(request, body);
  }

  /** Why the SDK must make a request again. */
  private record Failure(boolean refused, @Nullable IOException lost) {}

  private <A> A make(PlainRequest<A> request, RequestTemplate route) {
    long began = System.nanoTime();
    ExecutableHttpRequest call = signed(request, route);
    own.metrics().next(request.name());
    Alarm late = new Alarm(own.connection().longestAttempt(), call::abort);
    Failure failure;
    try {
      HttpExecuteResponse answer = call.call();
      if (answer.httpResponse().statusCode() == 200) {
        return request.of(answer);
      }
      failure = failure(request, answer);
    } catch (IOException e) {
      failure = new Failure(false, late.rang() ? tooLate(e) : e);
    } finally {
      late.off();
    }
    return again(request, failure, began);
  }

  /** A request that is aborted fails as one whose thread is interrupted would. */
  private static IOException tooLate(IOException e) {
    IOException late = new SocketTimeoutException("the attempt took too long");
    late.initCause(e);
    return late;
  }

  private AwsCredentialsIdentity identity() {
    try {
      return credentials.resolveIdentity().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SdkException cause ? cause : e;
    }
  }

  private ExecutableHttpRequest signed(PlainRequest<?> request, RequestTemplate route) {
    AwsCredentialsIdentity identity = identity();
    ContentStreamProvider body = request.body();
    SdkHttpRequest signed =
        signer
            .sign(
                SignRequest.builder(identity)
                    .request(request.by(route))
                    .payload(body)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, route.region())
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                    .putProperty(
                        AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED,
                        body != null && route.signsBodies())
                    .build())
            .request();
    return own.http()
        .prepareRequest(
            HttpExecuteRequest.builder().request(signed).contentStreamProvider(body).build());
  }

  /** Looks at what came in place of a success. */
  private static Failure failure(PlainRequest<?> request, HttpExecuteResponse answer)
      throws IOException {
    SdkHttpResponse head = answer.httpResponse();
    String text = "";
    if (answer.responseBody().isPresent()) {
      try (InputStream body = answer.responseBody().get()) {
        text = new String(body.readNBytes(LARGEST_ERROR), StandardCharsets.UTF_8);
      }
    }
    request.refused(head, text);
    int status = head.statusCode();
    boolean passing = status >= 500 || status == TOO_MANY_REQUESTS || TOO_SLOW.matcher(text).find();
    return new Failure(!passing, null);
  }

  private <A> A again(PlainRequest<A> request, Failure failure, long began) {
    if (!failure.refused()) {
      own.routes().leave();
    }
    Duration past = Duration.ofNanos(System.nanoTime() - began);
    Duration deadline = own.connection().retryDeadline();
    if (past.compareTo(deadline) > 0) {
      throw SdkClientException.create("no further attempt within " + deadline, failure.lost());
    }
    Duration left = own.connection().callTimeout().minus(past);
    Supplier<A> bySdk = () -> request.bySdk(left.toMillis() > 0 ? left : Duration.ofMillis(1));
    A answer = own.metrics().again(began, bySdk);
    if (failure.refused()) {
      own.routes().close();
    }
    return answer;
  }
}
