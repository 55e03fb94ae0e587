package dev.coffer.gcs;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.util.StreamingContent;
import dev.coffer.concurrent.Alarm;
import dev.coffer.remote.Interruptible;
import dev.coffer.remote.RequestListeners;
import dev.coffer.spi.ServiceRequests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.impl.client.CloseableHttpClient;

/** One request. */
@SuppressWarnings("deprecation") // Google's signature contains a deprecated type
final class ApacheRequest extends LowLevelHttpRequest {
  private final CloseableHttpClient client;
  private final RequestListeners listeners;
  private final Request request;
  private final Duration attempt;
  private final Interruptible interruptible;

  ApacheRequest(
      CloseableHttpClient client,
      RequestListeners listeners,
      String method,
      URI uri,
      Duration attempt) {
    this.client = client;
    this.listeners = listeners;
    this.request = new Request(method, uri);
    this.attempt = attempt;
    this.interruptible = new Interruptible(request::abort);
  }

  @Override
  public void addHeader(String name, String value) {
    request.addHeader(name, value);
  }

  @Override
  public void setTimeout(int connect, int read) {
    request.setConfig(
        RequestConfig.custom()
            .setConnectTimeout(connect)
            .setSocketTimeout(read)
            .setConnectionRequestTimeout(read)
            .setRedirectsEnabled(false)
            .setNormalizeUri(false)
            .setStaleConnectionCheckEnabled(true) // CheckedConnection makes the check free
            .build());
  }

  @Override
  public LowLevelHttpResponse execute() throws IOException {
    if (getStreamingContent() != null) {
      request.setEntity(new Body(getStreamingContent(), getContentLength()));
      if (getContentType() != null) {
        request.setHeader("Content-Type", getContentType());
      }
      if (getContentEncoding() != null) {
        request.setHeader("Content-Encoding", getContentEncoding());
      }
    }
    Alarm alarm = new Alarm(attempt, request::abort);
    try {
      CloseableHttpResponse answer = interruptible.run(this::exchange);
      boolean stream = isOfMedia() && answer.getStatusLine().getStatusCode() < 300;
      if (stream) {
        alarm.off(); // a caller may take any time to read a file
      }
      return new ApacheResponse(request, answer, alarm, stream);
    } catch (IOException e) {
      alarm.off();
      throw alarm.rang() ? late(e) : e;
    } catch (RuntimeException | Error e) {
      alarm.off();
      throw e;
    }
  }

  private CloseableHttpResponse exchange() throws IOException {
    return listeners.tell(
        this::describe,
        () -> client.execute(request),
        answer -> answer.getStatusLine().getStatusCode());
  }

  private ServiceRequests.Request describe() {
    String method = request.getMethod();
    Integer repetition = GcsTransport.REPETITION.get();
    return new ServiceRequests.Request(
        RequestName.of(method, request.getURI()), method, repetition == null ? 1 : repetition);
  }

  private boolean isOfMedia() {
    return RequestName.isMedia(request.getURI().getRawQuery());
  }

  static IOException late(IOException cause) {
    return (IOException) new SocketTimeoutException("the attempt took too long").initCause(cause);
  }

  /** A request of any method, with or without a body. */
  private static final class Request extends HttpEntityEnclosingRequestBase {
    private final String method;

    Request(String method, URI uri) {
      this.method = method;
      setURI(uri);
    }

    @Override
    public String getMethod() {
      return method;
    }
  }

  /**
   * The body of a request; it may come from a file, hence from a channel, which an interrupt would
   * close.
   */
  private static final class Body extends AbstractHttpEntity {
    private final StreamingContent content;
    private final long length;

    Body(StreamingContent content, long length) {
      this.content = content;
      this.length = length;
      setChunked(length < 0);
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }

    @Override
    public long getContentLength() {
      return length;
    }

    @Override
    public InputStream getContent() {
      throw new UnsupportedOperationException("it is written");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.writeTo(out);
    }

    @Override
    public boolean isStreaming() {
      return true;
    }
  }
}
