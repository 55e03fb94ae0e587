package dev.coffer.remote.apache;

import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.ResponseFraming;
import dev.coffer.remote.ResponseLimits;
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
 * A connection whose responses are messages of HTTP with a clear end and a head of bounded size. It
 * is not used again if it holds more than the response did: otherwise a body that a server sends
 * where none is allowed would be taken for the next response.
 */
public final class CheckedConnection extends DefaultManagedHttpClientConnection {
  private static final MessageConstraints LIMITS =
      MessageConstraints.custom()
          .setMaxLineLength(ResponseLimits.LONGEST_LINE)
          .setMaxHeaderCount(ResponseLimits.MOST_HEADERS)
          .build();
  private static final int BUFFER = 8 << 10;
  private static final long REST = TimeUnit.SECONDS.toNanos(2);
  private static final AtomicLong NUMBERS = new AtomicLong();

  private volatile long used = System.nanoTime();

  private CheckedConnection(String name) {
    super(
        name + "-" + NUMBERS.incrementAndGet(),
        BUFFER,
        BUFFER,
        null,
        null,
        LIMITS,
        null,
        null,
        null,
        new StrictResponseParser());
  }

  /**
   * Returns what creates such connections for a client.
   *
   * @param name the name of the client, for the log of connections
   * @return a factory for a pool of connections
   */
  public static HttpConnectionFactory<HttpRoute, ManagedHttpClientConnection> factory(String name) {
    return (HttpRoute route, ConnectionConfig unused) -> new CheckedConnection(name);
  }

  /** Called before each use; after a rest it waits a millisecond for a close by the server. */
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
