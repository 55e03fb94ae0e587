package dev.coffer.s3;

import dev.coffer.concurrent.Alarm;
import dev.coffer.remote.Connections;
import dev.coffer.remote.Interruptible;
import dev.coffer.remote.OversizedResponseException;
import dev.coffer.remote.ResponseLimits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client whose requests and responses end when the waiting thread is interrupted. The size
 * of responses that the SDK would hold in memory is limited.
 */
record InterruptibleHttp(SdkHttpClient client, RequestMetricsInterceptor metrics)
    implements SdkHttpClient {
  /** Larger than the longest page of a listing. */
  private static final int LARGEST = 32 << 20;

  private static final int REFUSAL = 300;

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(client, metrics, request);
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  /** One request. */
  private static final class Call implements ExecutableHttpRequest {
    private final Interruptible interruptible = new Interruptible(this::abort);
    private final ExecutableHttpRequest call;
    private final RequestMetricsInterceptor metrics;
    private final SdkHttpRequest request;

    Call(SdkHttpClient client, RequestMetricsInterceptor metrics, HttpExecuteRequest request) {
      this.metrics = metrics;
      this.request = request.httpRequest();
      HttpExecuteRequest.Builder armed =
          HttpExecuteRequest.builder().request(request.httpRequest());
      request.metricCollector().ifPresent(armed::metricCollector);
      request.contentStreamProvider().map(this::armed).ifPresent(armed::contentStreamProvider);
      call = client.prepareRequest(armed.build());
    }

    /** The source of a body may be a file, hence a channel, which an interrupt would close. */
    private ContentStreamProvider armed(ContentStreamProvider source) {
      return () -> new Sent(source.newStream(), interruptible);
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      Connections.Use connection = metrics.connections.take();
      boolean goesOn = false;
      try {
        HttpExecuteResponse answer = interruptible.run(() -> metrics.send(request, call));
        AbortableInputStream body = answer.responseBody().orElse(null);
        goesOn = body != null;
        return body == null ? answer : received(answer, body, connection);
      } finally {
        if (!goesOn) {
          connection.end();
        }
      }
    }

    private HttpExecuteResponse received(
        HttpExecuteResponse answer, AbortableInputStream body, Connections.Use connection)
        throws IOException {
      AbortableInputStream received =
          AbortableInputStream.create(
              new Received(body, isEmpty(answer), connection),
              () -> {
                connection.end();
                body.abort();
              });
      if (answer.httpResponse().statusCode() >= REFUSAL) {
        return refusal(answer.httpResponse(), received);
      }
      return answer(
          answer.httpResponse(), metrics.isForFile() ? received : whole(received, LARGEST));
    }

    private static HttpExecuteResponse answer(SdkHttpResponse head, AbortableInputStream body) {
      return HttpExecuteResponse.builder().response(head).responseBody(body).build();
    }

    /** If the text of an error response is too long to be genuine, its status alone must do. */
    private static HttpExecuteResponse refusal(SdkHttpResponse head, AbortableInputStream body)
        throws IOException {
      try {
        return answer(head, whole(body, ResponseLimits.LARGEST_REFUSAL));
      } catch (OversizedResponseException e) {
        SdkHttpResponse empty = head.toBuilder().putHeader("Content-Length", "0").build();
        return answer(empty, AbortableInputStream.createEmpty());
      }
    }

    /**
     * A response to be parsed is read first, so that a lost connection is recognised and retried.
     */
    private static AbortableInputStream whole(AbortableInputStream body, int most)
        throws IOException {
      try {
        byte[] bytes = ResponseLimits.whole(body, most);
        body.close();
        return AbortableInputStream.create(new ByteArrayInputStream(bytes));
      } catch (IOException | RuntimeException | Error e) {
        body.abort(); // return the connection even when memory runs out
        throw e;
      }
    }

    private static boolean isEmpty(HttpExecuteResponse answer) {
      return answer
          .httpResponse()
          .firstMatchingHeader("Content-Length")
          .filter("0"::equals)
          .isPresent();
    }

    @Override
    public void abort() {
      call.abort();
    }
  }

  /** The body of a request; between reads the request waits for the network. */
  private static final class Sent extends FilterInputStream {
    private final Interruptible interruptible;

    Sent(InputStream in, Interruptible interruptible) {
      super(in);
      this.interruptible = interruptible;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } finally {
        interruptible.arm();
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } finally {
        interruptible.arm();
      }
    }
  }

  /**
   * The body of a response. If it is closed early, the rest is drained so that the connection can
   * be reused; usually the rest has already arrived. The SDK also closes the bodies of interrupted
   * calls, and a server that has fallen silent must not delay those.
   */
  private static final class Received extends FilterInputStream {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final AbortableInputStream body;
    private final Interruptible interruptible;
    private final Connections.Use connection;
    private boolean ended;

    Received(AbortableInputStream body, boolean empty, Connections.Use connection) {
      super(body);
      this.body = body;
      this.interruptible = new Interruptible(body::abort);
      this.connection = connection;
      this.ended = empty;
    }

    @Override
    public int read() throws IOException {
      return checkEnd(interruptible.run(in::read));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return checkEnd(interruptible.run(() -> in.read(buffer, offset, length)));
    }

    /** At the end of the body the client takes the connection back. */
    private int checkEnd(int read) {
      if (read < 0) {
        ended = true;
        connection.end();
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      connection.end();
      if (ended) {
        super.close();
      } else {
        drain();
      }
    }

    private void drain() {
      Alarm late = new Alarm(PATIENCE, body::abort);
      try {
        super.close();
      } catch (IOException e) {
        body.abort(); // neither the rest nor the connection is of use
      } finally {
        late.off();
      }
    }
  }
}
