package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What ends a thread in the middle of an answer leaves the connection to others. */
class LackOfMemoryTest {
  private final AtomicInteger aborted = new AtomicInteger();
  private final RequestMetricsInterceptor metrics = new RequestMetricsInterceptor(1);

  /** A body for which there is no memory. */
  private AbortableInputStream body() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("for a test");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            throw new StackOverflowError("for a test");
          }
        };
    return AbortableInputStream.create(failing, aborted::incrementAndGet);
  }

  private HttpExecuteResponse answer(int status) {
    SdkHttpResponse head =
        SdkHttpResponse.builder()
            .statusCode(status)
            .putHeader("Content-Length", "5")
            .putHeader("ETag", "\"e\"")
            .build();
    return HttpExecuteResponse.builder().response(head).responseBody(body()).build();
  }

  private SdkHttpClient client(int status) {
    SdkHttpClient network =
        new SdkHttpClient() {
          @Override
          public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
              @Override
              public HttpExecuteResponse call() {
                return answer(status);
              }

              @Override
              public void abort() {}
            };
          }

          @Override
          public void close() {}
        };
    return new InterruptibleHttp(network, metrics);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403})
  void anAnswerThatNoMemoryHoldsReturnsItsConnection(int status) {
    metrics.next("ListObjectsV2");
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("http://server.invalid/bucket"))
            .build();
    ExecutableHttpRequest call =
        client(status).prepareRequest(HttpExecuteRequest.builder().request(request).build());
    assertThrows(StackOverflowError.class, call::call);
    assertThat(aborted).hasValue(1);
    assertThat(metrics.connections.measures().get(0).value().getAsDouble()).isZero();
  }
}
