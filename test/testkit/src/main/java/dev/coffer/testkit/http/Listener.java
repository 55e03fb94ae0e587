package dev.coffer.testkit.http;

import dev.coffer.spi.ThreadEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Accepts connections on a port of 127.0.0.1 until it is closed. */
public final class Listener implements AutoCloseable {
  private final ServerSocket socket;
  private final Consumer<Socket> clients;
  private final Thread thread;

  /**
   * Starts to listen.
   *
   * @param port 0 for a free one; a port that was closed a moment ago can be used again
   * @param clients receives each connection, on the single thread that accepts them
   * @throws UncheckedIOException if the port is not available
   */
  public Listener(int port, Consumer<Socket> clients) {
    this.clients = clients;
    try {
      socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 512);
    } catch (IOException e) {
      throw new UncheckedIOException("no port is available", e);
    }
    thread = new Thread(this::accept, "listener-" + port());
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns the port.
   *
   * @return the port of the listener, even after it is closed
   */
  public int port() {
    return socket.getLocalPort();
  }

  /**
   * Closes the listener. When this returns, connections are refused, and all accepted ones have
   * been passed to the clients.
   */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the port could not be released", e);
    }
    // As long as the thread is in the system call, the system continues to accept connections.
    ThreadEnd.await(thread);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        clients.accept(socket.accept());
      } catch (IOException e) {
        // The listener was closed, or a client disconnected at once: the loop checks which.
      }
    }
  }
}
