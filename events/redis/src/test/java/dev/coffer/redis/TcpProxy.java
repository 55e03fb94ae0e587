package dev.coffer.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Passes bytes between clients and a server, until the network is cut. */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;
  private volatile boolean refusing;
  private volatile byte @Nullable [] insteadOfAnswers;

  TcpProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  String uri() {
    return "redis://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (refusing) {
          client.close();
        } else {
          Socket above = new Socket(InetAddress.getLoopbackAddress(), target);
          sockets.add(client);
          sockets.add(above);
          start(() -> pass(client, above, false));
          start(() -> pass(above, client, true));
        }
      } catch (IOException e) {
        // The server is away, or this proxy is closed.
      }
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] bytes = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        while (silent) {
          LockSupport.parkNanos(100_000);
        }
        byte[] other = insteadOfAnswers;
        if (answers && other != null) {
          out.write(other);
        } else {
          out.write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      // Cut.
    }
  }

  /** Passes nothing more; connections stay open. */
  void silence() {
    silent = true;
  }

  /** Passes something else in place of whatever the server says. */
  void answer(byte[] other) {
    insteadOfAnswers = other;
  }

  /** Ends all connections, and each new one. */
  void cut() throws IOException {
    refusing = true;
    silent = false;
    for (Socket each : sockets) {
      each.close();
    }
    sockets.clear();
  }

  void heal() {
    refusing = false;
    silent = false;
    insteadOfAnswers = null;
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
