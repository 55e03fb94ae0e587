package dev.coffer.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests with the JDK's client: HTTP/2 if negotiated by TLS, no redirects, no cookies. */
final class JdkTransport implements WebHookTransport {
  private final HttpClient client;
  private final Duration timeout;

  JdkTransport(WebHook hook) {
    this.client = JdkClients.of(hook.tls());
    this.timeout = hook.timeout();
  }

  @Override
  public ReceiverAnswer send(WebHookMessage message) throws IOException, InterruptedException {
    boolean empty = message.body().size() == 0 && message.method().equals("DELETE");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(message.uri())
            .timeout(timeout)
            .version(version(message))
            .method(
                message.method(),
                empty ? HttpRequest.BodyPublishers.noBody() : message.body().publisher());
    message.headers().forEach(request::header);
    AtomicReference<@Nullable ReceiverAnswer> head = new AtomicReference<>();
    CompletableFuture<HttpResponse<Boolean>> exchange =
        client.sendAsync(
            request.build(),
            info -> {
              head.set(
                  new ReceiverAnswer(info.statusCode(), info.headers().firstValue("Retry-After")));
              return new Dropped();
            });
    return await(exchange, head);
  }

  /** Without TLS the offer of an upgrade to HTTP/2 confuses old servers. */
  private static HttpClient.Version version(WebHookMessage message) {
    return message.uri().getScheme().equals("https")
        ? HttpClient.Version.HTTP_2
        : HttpClient.Version.HTTP_1_1;
  }

  /** The head is decisive, even if the body does not end. */
  private ReceiverAnswer await(
      CompletableFuture<HttpResponse<Boolean>> exchange,
      AtomicReference<@Nullable ReceiverAnswer> head)
      throws IOException, InterruptedException {
    IOException failure;
    try {
      HttpResponse<Boolean> unused = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      failure = new HttpTimeoutException("no response");
    } catch (TimeoutException e) {
      failure = new HttpTimeoutException("no response in " + timeout);
    } catch (ExecutionException e) {
      failure =
          e.getCause() instanceof IOException io
              ? io
              : new IOException(String.valueOf(e.getCause()), e);
    } finally {
      exchange.cancel(true);
    }
    return Optional.ofNullable(head.get()).orElseThrow(rethrown(failure));
  }

  private static Supplier<IOException> rethrown(IOException failure) {
    return () -> failure;
  }

  /** Reads a body up to the limit and discards it. */
  private static final class Dropped implements HttpResponse.BodySubscriber<Boolean> {
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long read;

    @Override
    public CompletionStage<Boolean> getBody() {
      return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
      subscription = body;
      body.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      buffers.forEach(buffer -> read += buffer.remaining());
      if (read > LARGEST_ANSWER && subscription != null) {
        subscription.cancel();
        end.complete(false);
      }
    }

    @Override
    public void onError(Throwable error) {
      end.complete(false);
    }

    @Override
    public void onComplete() {
      end.complete(true);
    }
  }
}
