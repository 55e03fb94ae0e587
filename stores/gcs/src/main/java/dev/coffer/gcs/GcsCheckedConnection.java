package dev.coffer.gcs;

import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.ResponseFraming;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.http.Header;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.ProtocolException;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.conn.HttpConnectionFactory;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.conn.DefaultManagedHttpClientConnection;
import org.apache.http.impl.io.SessionInputBufferImpl;

/**
 * A connection whose answers are messages of HTTP that tell clearly where they end. It is not used
 * again when there is more in it than the answer had: a server that sends a body where none may be
 * would have it taken for the next answer.
 */
final class GcsCheckedConnection extends DefaultManagedHttpClientConnection {
  private static final int BUFFER = 8 << 10;
  private static final long REST = TimeUnit.SECONDS.toNanos(2);
  private static final AtomicLong NUMBERS = new AtomicLong();

  private volatile long used = System.nanoTime();

  private GcsCheckedConnection(MessageConstraints limits) {
    super(
        "coffer-gcs-" + NUMBERS.incrementAndGet(),
        BUFFER,
        BUFFER,
        null,
        null,
        limits,
        null,
        null,
        null,
        new GcsResponseParser());
  }

  /** Makes such connections. */
  static HttpConnectionFactory<HttpRoute, ManagedHttpClientConnection> factory(
      MessageConstraints limits) {
    return (HttpRoute route, ConnectionConfig unused) -> new GcsCheckedConnection(limits);
  }

  /** Asked before each use; only after a rest is waited for a word of the server, a millisecond. */
  @Override
  public boolean isStale() {
    return hasRest() || (System.nanoTime() - used > REST && super.isStale());
  }

  @Override
  public void sendRequestHeader(HttpRequest request) throws HttpException, IOException {
    used = System.nanoTime();
    super.sendRequestHeader(request);
  }

  @Override
  public HttpResponse receiveResponseHeader() throws HttpException, IOException {
    HttpResponse answer;
    try {
      answer = super.receiveResponseHeader();
    } catch (ProtocolException e) {
      throw new MalformedResponseException("its head is not of HTTP", e);
    }
    ResponseFraming.check(values(answer, "Content-Length"), values(answer, "Transfer-Encoding"));
    return answer;
  }

  private static List<String> values(HttpResponse answer, String name) {
    return Stream.of(answer.getHeaders(name)).map(Header::getValue).toList();
  }

  private boolean hasRest() {
    if (getSessionInputBuffer() instanceof SessionInputBufferImpl buffer
        && buffer.hasBufferedData()) {
      return true;
    }
    Socket socket = getSocket();
    try {
      return socket != null && socket.getInputStream().available() > 0;
    } catch (IOException e) {
      return true;
    }
  }
}
