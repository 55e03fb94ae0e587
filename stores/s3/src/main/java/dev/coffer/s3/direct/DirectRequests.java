package dev.coffer.s3.direct;

import dev.coffer.concurrent.Alarm;
import dev.coffer.remote.KeyVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
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
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Makes reads of whole objects, head requests, unconditional writes and deletions, and the first
 * pages of listings of all keys as one direct request, signed and sent by the SDK's own signer and
 * HTTP client. The SDK's pipeline takes as much processor time as all the rest of a small read or
 * write.
 *
 * <p>Only success and a missing key are handled here. On any other outcome the SDK makes the
 * request again, with its own retries, pauses and errors. After a lost connection or a response
 * that reports trouble of the server, the SDK makes all requests until one succeeds. If the SDK
 * succeeds where a direct request was refused, it makes all requests from then on.
 */
public final class DirectRequests implements ObjectRequests {
  private static final Pattern TOO_SLOW = Pattern.compile("<Code>\\s*RequestTimeout\\s*</Code>");
  private static final int LARGEST_ERROR = 64 << 10;
  private static final int TOO_MANY_REQUESTS = 429;

  private final DirectClient client;
  private final BoundedRequests sdk;
  private final Map<String, String> settings;

  /**
   * Creates direct requests of a client.
   *
   * @param client the parts that they use
   * @param sdk makes all other requests
   * @param settings the headers for encryption, storage class and tags of written objects
   */
  public DirectRequests(DirectClient client, BoundedRequests sdk, Map<String, String> settings) {
    this.client = client;
    this.sdk = sdk;
    this.settings = settings;
  }

  @Override
  public ResponseInputStream<ObjectHead> get(ObjectGet get) {
    return make(new DirectGet(get), DirectGet.canMake(get));
  }

  @Override
  public ObjectHead head(KeyVersion object) {
    return make(new DirectHead(object), object.version() == null);
  }

  @Override
  public PutResult put(ObjectPut put) {
    return make(new DirectPut(put, settings), DirectPut.canMake(put));
  }

  @Override
  public SdkHttpResponse delete(KeyVersion object) {
    return make(new DirectDelete(object), object.version() == null);
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request list) {
    return make(new DirectList(list), DirectList.canMake(list));
  }

  private <A> A make(DirectRequest<A> request, boolean possible) {
    RequestTemplate template = client.templates().known();
    return possible && template != null ? make(request, template) : request.by(sdk);
  }

  /** The reason why the SDK must make a request again. */
  private record Failure(boolean refused, @Nullable IOException lost) {}

  private <A> A make(DirectRequest<A> request, RequestTemplate template) {
    long began = System.nanoTime();
    ExecutableHttpRequest call = signed(request, template);
    client.tracking().next(request.name());
    Alarm late = new Alarm(client.attemptTimeout(), call::abort);
    Failure failure;
    try {
      HttpExecuteResponse answer = call.call();
      if (request.isDone(answer.httpResponse().statusCode())) {
        return request.result(answer);
      }
      failure = failure(request, answer);
    } catch (IOException e) {
      failure = new Failure(false, late.rang() ? tooLate(e) : e);
    } finally {
      late.off();
    }
    return makeBySdk(request, failure, began);
  }

  /** Makes an aborted request fail as if its thread had been interrupted. */
  private static IOException tooLate(IOException e) {
    IOException late = new SocketTimeoutException("the attempt took too long");
    late.initCause(e);
    return late;
  }

  private AwsCredentialsIdentity identity() {
    try {
      return client.credentials().resolveIdentity().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SdkException cause ? cause : e;
    }
  }

  private ExecutableHttpRequest signed(DirectRequest<?> request, RequestTemplate template) {
    AwsCredentialsIdentity identity = identity();
    ContentStreamProvider body = request.body();
    SdkHttpRequest signed =
        client
            .signer()
            .sign(
                SignRequest.builder(identity)
                    .request(request.of(template))
                    .payload(body)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, template.region())
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                    .putProperty(
                        AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED,
                        body != null && template.signsBodies())
                    .build())
            .request();
    return client
        .http()
        .prepareRequest(
            HttpExecuteRequest.builder().request(signed).contentStreamProvider(body).build());
  }

  /** Classifies a response that is not a success. */
  private static Failure failure(DirectRequest<?> request, HttpExecuteResponse answer)
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

  private <A> A makeBySdk(DirectRequest<A> request, Failure failure, long began) {
    if (!failure.refused()) {
      client.templates().suspend();
    }
    Duration past = Duration.ofNanos(System.nanoTime() - began);
    Duration deadline = client.retryDeadline();
    if (past.compareTo(deadline) > 0) {
      throw SdkClientException.create("no further attempt within " + deadline, failure.lost());
    }
    Duration left = client.callTimeout().minus(past);
    ObjectRequests bounded = sdk.within(left.toMillis() > 0 ? left : Duration.ofMillis(1));
    A answer = client.tracking().repeat(began, () -> request.by(bounded));
    if (failure.refused()) {
      client.templates().close();
    }
    return answer;
  }
}
