package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.coffer.InterruptedOperationException;
import dev.coffer.spi.ServiceRequests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A service with one file at every key, which distinguishes direct requests from those of the SDK.
 */
final class WatchedS3 implements AutoCloseable {
  /** The header that only the SDK sends with its requests. */
  private static final String OF_THE_SDK = "amz-sdk-invocation-id";

  private static final Duration SECONDS = Duration.ofSeconds(20);

  final WireMockServer http;

  WatchedS3() {
    this(options());
  }

  /** One that speaks TLS too. */
  WatchedS3(Authority authority) {
    this(
        options()
            .dynamicHttpsPort()
            .keystoreType("PKCS12")
            .keystorePath(authority.keys().toString())
            .keystorePassword(Authority.PASSWORD)
            .keyManagerPassword(Authority.PASSWORD));
  }

  private WatchedS3(WireMockConfiguration options) {
    http = new WireMockServer(options.dynamicPort());
    http.start();
    http.stubFor(get(anyUrl()).atPriority(9).willReturn(file()));
    http.stubFor(head(anyUrl()).atPriority(9).willReturn(file()));
    http.stubFor(put(anyUrl()).atPriority(9).willReturn(written()));
  }

  Server server() {
    return new Server(URI.create(http.baseUrl()), "canary-id", "canary-secret");
  }

  /** A store that waits as long as a busy machine may need. */
  S3Builder builder() {
    return server().in("bucket").prefix("p").timeouts(SECONDS, SECONDS, SECONDS, SECONDS);
  }

  /** A store whose attempts take two seconds at most; on a busy machine one may need more. */
  S3Builder hasty() {
    return hasty(Duration.ofSeconds(2));
  }

  /** A store whose attempts take so long at most. */
  S3Builder hasty(Duration attempt) {
    return builder().timeouts(SECONDS, SECONDS, attempt, SECONDS);
  }

  static ResponseDefinitionBuilder file() {
    return file("12345".getBytes(StandardCharsets.UTF_8));
  }

  static ResponseDefinitionBuilder file(byte[] bytes) {
    return aResponse()
        .withHeader("ETag", "\"e1\"")
        .withHeader("Last-Modified", "Tue, 01 Sep 2026 12:00:00 GMT")
        .withHeader("Content-Type", "text/plain")
        .withHeader("x-amz-meta-Color", "=?UTF-8?B?YmxhdQ==?=")
        .withHeader("Content-Length", Integer.toString(bytes.length))
        .withBody(bytes);
  }

  static ResponseDefinitionBuilder written() {
    return aResponse()
        .withHeader("ETag", "\"e1\"")
        .withHeader("Date", "Tue, 01 Sep 2026 12:00:00 GMT");
  }

  static ResponseDefinitionBuilder error(int status, String code) {
    return aResponse()
        .withStatus(status)
        .withHeader("x-amz-request-id", "REQ7")
        .withBody("<Error><Code>%s</Code><Message>canary-text</Message></Error>".formatted(code));
  }

  /** A request, if it is direct. */
  static MappingBuilder direct(MappingBuilder request) {
    return request.atPriority(1).withHeader(OF_THE_SDK, absent());
  }

  /** A request that was direct. */
  static RequestPatternBuilder direct(RequestPatternBuilder made) {
    return made.withHeader(OF_THE_SDK, absent());
  }

  /** The names and the numbers of the attempts that a store makes from now on. */
  static List<String> attempts(S3FileStore store) {
    List<String> attempts = new ArrayList<>();
    store
        .unwrap(ServiceRequests.class)
        .orElseThrow()
        .listen(
            request -> {
              attempts.add(request.name() + " " + request.attempt());
              return (end, error) -> {};
            });
    return attempts;
  }

  /** Makes a call that waits for an answer, and interrupts it then; it ends as it must. */
  static void interrupt(S3FileStore store, ThrowingCallable call) throws InterruptedException {
    CountDownLatch underWay = new CountDownLatch(1);
    store
        .unwrap(ServiceRequests.class)
        .orElseThrow()
        .listen(
            request -> {
              underWay.countDown();
              return (end, error) -> {};
            });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller = new Thread(() -> thrown.set(catchThrowable(call)), "caller");
    caller.start();
    underWay.await();
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedOperationException.class);
  }

  /** How many files were read by the SDK, and how many directly. */
  List<Integer> reads() {
    return counts(getRequestedFor(anyUrl()), getRequestedFor(anyUrl()));
  }

  /** Returns the number of head requests by the SDK, and of direct ones. */
  List<Integer> looks() {
    return counts(headRequestedFor(anyUrl()), headRequestedFor(anyUrl()));
  }

  /** How many files were written by the SDK, and how many directly. */
  List<Integer> writes() {
    return counts(putRequestedFor(anyUrl()), putRequestedFor(anyUrl()));
  }

  /** How many files were deleted by the SDK, and how many directly. */
  List<Integer> deletions() {
    return counts(deleteRequestedFor(anyUrl()), deleteRequestedFor(anyUrl()));
  }

  /**
   * Asserts that one request was direct and the SDK made so many or more: it makes one again if the
   * machine was too busy to answer a hasty store in time.
   */
  static void assertOneDirect(List<Integer> counts, int bySdk) {
    assertThat(counts.get(0)).isGreaterThanOrEqualTo(bySdk);
    assertThat(counts.get(1)).isEqualTo(1);
  }

  private List<Integer> counts(RequestPatternBuilder bySdk, RequestPatternBuilder direct) {
    return List.of(
        http.findAll(bySdk.withHeader(OF_THE_SDK, matching(".+"))).size(),
        http.findAll(direct(direct)).size());
  }

  @Override
  public void close() {
    http.stop();
  }
}
