package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server of HTTP/1.1 on a free port of 127.0.0.1, with a thread a connection. It keeps
 * connections open, takes bodies with a length and in chunks, and gives leave to send them.
 *
 * <p>It is not for the Internet: it waits as long as its clients, and believes them.
 */
public final class HttpServer implements AutoCloseable {
  private final ServerSocket listener;
  private final HttpHandler handler;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  /**
   * Starts a server.
   *
   * @param handler what it does
   * @throws UncheckedIOException when no port can be had
   */
  public HttpServer(HttpHandler handler) {
    this.handler = handler;
    try {
      listener = new ServerSocket();
      listener.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 512);
    } catch (IOException e) {
      throw new UncheckedIOException("no port to listen on", e);
    }
    start("fake-server", this::accept);
  }

  /**
   * Where the server is.
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Ends all connections at once and gives the port back. Closing again does nothing. */
  @Override
  public void close() {
    close(listener);
    clients.forEach(HttpServer::close);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        // Closed while it waited, or a client that left at once: the loop finds out which.
      }
    }
  }

  private void serve(Socket client) {
    clients.add(client);
    start("fake-server-client", () -> serveUntilItEnds(client));
    if (listener.isClosed()) {
      close(client); // it came while the others were closed
    }
  }

  private void serveUntilItEnds(Socket client) {
    try {
      new HttpConnection(client, handler).serve();
    } catch (IOException e) {
      // The client has left, or has sent what is not HTTP.
    } finally {
      close(client);
      clients.remove(client);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("a socket could not be closed", e);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
