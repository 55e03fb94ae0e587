package dev.coffer.s3;

import dev.coffer.remote.Interruptible;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** An HTTP client whose requests and answers end when the thread that waits is interrupted. */
record InterruptibleHttp(SdkHttpClient client) implements SdkHttpClient {

  /** Builds it, so that the SDK's client owns and closes it. */
  record Builder(SdkHttpClient.Builder<?> client) implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new InterruptibleHttp(client.buildWithDefaults(defaults));
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(client, request);
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

    Call(SdkHttpClient client, HttpExecuteRequest request) {
      HttpExecuteRequest.Builder armed =
          HttpExecuteRequest.builder().request(request.httpRequest());
      request.metricCollector().ifPresent(armed::metricCollector);
      request.contentStreamProvider().map(this::armed).ifPresent(armed::contentStreamProvider);
      call = client.prepareRequest(armed.build());
    }

    /** The source of a body may be a file, and so a channel. */
    private ContentStreamProvider armed(ContentStreamProvider source) {
      return () -> new Sent(source.newStream(), interruptible);
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      HttpExecuteResponse answer = interruptible.run(call::call);
      AbortableInputStream body = answer.responseBody().orElse(null);
      return body == null
          ? answer
          : HttpExecuteResponse.builder()
              .response(answer.httpResponse())
              .responseBody(AbortableInputStream.create(new Received(body), body))
              .build();
    }

    @Override
    public void abort() {
      call.abort();
    }
  }

  /** The body of a request; after each read the request waits for the network again. */
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

  /** The body of an answer. */
  private static final class Received extends FilterInputStream {
    private final Interruptible interruptible;

    Received(AbortableInputStream body) {
      super(body);
      interruptible = new Interruptible(body::abort);
    }

    @Override
    public int read() throws IOException {
      return interruptible.run(in::read);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return interruptible.run(() -> in.read(buffer, offset, length));
    }
  }
}
