package dev.coffer.testkit.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import javax.net.ServerSocketFactory;

/** A server that accepts a request, sends the given bytes, and then falls silent. */
public final class SilentServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Semaphore silent = new Semaphore(0);
  private final String words;

  /**
   * Starts to listen.
   *
   * @param words the bytes that it sends, as ISO 8859-1
   * @throws IOException if it cannot listen
   */
  public SilentServer(String words) throws IOException {
    this(words, ServerSocketFactory.getDefault());
  }

  /**
   * Starts to listen.
   *
   * @param words the bytes that it sends, as ISO 8859-1
   * @param sockets creates the server socket, such as one that encrypts
   * @throws IOException if it cannot listen
   */
  public SilentServer(String words, ServerSocketFactory sockets) throws IOException {
    this.words = words;
    listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /**
   * Returns the address of the server.
   *
   * @param scheme http or https
   * @return {@code SCHEME://127.0.0.1:PORT}
   */
  public URI uri(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
  }

  /**
   * Waits until a request has come and the server has fallen silent.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void await() throws InterruptedException {
    silent.acquire();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try {
      InputStream in = connection.getInputStream();
      byte[] buffer = new byte[1 << 16];
      int first = in.read(buffer);
      OutputStream out = connection.getOutputStream();
      out.write(words.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      silent.release();
      while (first >= 0) {
        first = in.read(buffer);
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  /** Ends all connections. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
