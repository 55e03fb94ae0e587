package dev.coffer.testkit.http;

import dev.coffer.spi.ThreadEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Takes connections on a port of 127.0.0.1 until it is closed. */
public final class Listener implements AutoCloseable {
  private final ServerSocket socket;
  private final Consumer<Socket> clients;
  private final Thread thread;

  /**
   * Begins to listen.
   *
   * @param port 0 for a free one; one that was closed a moment ago can be had again
   * @param clients takes each connection, on the one thread that accepts them
   * @throws UncheckedIOException when the port cannot be had
   */
  public Listener(int port, Consumer<Socket> clients) {
    this.clients = clients;
    try {
      socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 512);
    } catch (IOException e) {
      throw new UncheckedIOException("no port to listen on", e);
    }
    thread = new Thread(this::accept, "listener-" + port());
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The port.
   *
   * @return that of the listener, also when it is closed
   */
  public int port() {
    return socket.getLocalPort();
  }

  /** When this returns, connections are refused, and all that were taken are with the clients. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the port could not be given back", e);
    }
    // As long as the thread is in the system's call, the system goes on taking connections.
    ThreadEnd.await(thread);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        clients.accept(socket.accept());
      } catch (IOException e) {
        // Closed while it waited, or a client that left at once: the loop finds out which.
      }
    }
  }
}
