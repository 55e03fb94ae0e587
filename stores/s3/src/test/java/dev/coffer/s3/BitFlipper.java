package dev.coffer.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A bad line to a server: one bit of each {@link #FRAGILE} is another at the other end. */
final class BitFlipper implements Closeable {
  static final String FRAGILE = "zebra";

  private final URI server;
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  BitFlipper(URI server) throws IOException {
    this.server = server;
    threads.execute(() -> attempt(this::listen));
  }

  URI uri() {
    return URI.create(
        "http://" + listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort());
  }

  /** What ends with the line. */
  private interface Transfer {
    void run() throws IOException;
  }

  private static void attempt(Transfer transfer) {
    try {
      transfer.run();
    } catch (IOException e) {
      // One of the two has hung up.
    }
  }

  private void listen() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket line = new Socket(server.getHost(), server.getPort());
      threads.execute(() -> attempt(() -> pass(client, line, true)));
      threads.execute(() -> attempt(() -> pass(line, client, false)));
    }
  }

  private static void pass(Socket from, Socket to, boolean flips) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[64 << 10];
      int count;
      while ((count = in.read(buffer)) >= 0) {
        out.write(flips ? flipped(buffer, count) : buffer, 0, count);
      }
    }
  }

  private static byte[] flipped(byte[] bytes, int count) {
    return new String(bytes, 0, count, StandardCharsets.ISO_8859_1)
        .replace(FRAGILE, "zebrc")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
