package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP/1.1 server on a free port of 127.0.0.1, with a thread per connection. It keeps
 * connections open, accepts bodies with a length and chunked bodies, and answers {@code Expect:
 * 100-continue}.
 *
 * <p>It is not for the Internet: it waits as long as its clients, and trusts them.
 */
public final class HttpServer implements AutoCloseable {
  private final Listener listener;
  private final HttpHandler handler;
  private volatile Framing framing = Framing.TRUE;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  /**
   * Starts a server.
   *
   * @param handler answers the requests
   * @throws UncheckedIOException if no port is available
   */
  public HttpServer(HttpHandler handler) {
    this.handler = handler;
    listener = new Listener(0, this::serve);
  }

  /**
   * Changes how responses are sent from now on.
   *
   * @param changed the new framing
   */
  public void frame(Framing changed) {
    framing = changed;
  }

  /**
   * Returns the address of the server.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }

  /** Ends all connections at once and releases the port. Closing again does nothing. */
  @Override
  public void close() {
    listener.close();
    clients.forEach(HttpServer::close);
  }

  private void serve(Socket client) {
    clients.add(client);
    Thread thread = new Thread(() -> serveUntilItEnds(client), "fake-server-client");
    thread.setDaemon(true);
    thread.start();
  }

  private void serveUntilItEnds(Socket client) {
    try {
      new HttpConnection(client, handler, this::write).serve();
    } catch (IOException e) {
      // The client has left, or has sent what is not HTTP.
    } finally {
      close(client);
      clients.remove(client);
    }
  }

  private void write(HttpAnswer answer, OutputStream out, boolean withBody, boolean last)
      throws IOException {
    framing.write(answer, out, withBody, last);
  }

  private static void close(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a connection could not be closed", e);
    }
  }
}
