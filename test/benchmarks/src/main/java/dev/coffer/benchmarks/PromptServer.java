package dev.coffer.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A server that has the same file under each name and bears any number of requests: it answers each
 * after the same time, from one thread. So it shows what a client makes of a service that is far
 * away and never busy, which a server on the same machine cannot be. It knows requests without a
 * body only.
 */
final class PromptServer implements AutoCloseable {
  private static final int LONGEST_REQUEST = 16 << 10;

  private final long delayNanos;
  private final byte[] answer;
  private final Selector selector = Selector.open();
  private final ServerSocketChannel door = ServerSocketChannel.open();
  private final Queue<Due> due = new ArrayDeque<>();
  private final Thread thread = new Thread(this::serve, "prompt-server");

  private record Due(long nanos, SocketChannel to) {}

  PromptServer(Duration delay, byte[] file) throws IOException {
    this.delayNanos = delay.toNanos();
    this.answer = answer(file);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    door.configureBlocking(false);
    door.register(selector, SelectionKey.OP_ACCEPT);
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] answer(byte[] file) {
    byte[] head =
        """
        HTTP/1.1 200 OK\r
        Content-Length: %d\r
        Content-Type: application/json\r
        ETag: "00000000000000000000000000000000"\r
        Last-Modified: Tue, 01 Dec 2026 10:00:00 GMT\r
        \r
        """
            .formatted(file.length)
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + file.length).put(head).put(file).array();
  }

  URI uri() throws IOException {
    return URI.create("http://127.0.0.1:" + ((InetSocketAddress) door.getLocalAddress()).getPort());
  }

  private void serve() {
    try {
      while (selector.isOpen()) {
        selector.select(this::attend, untilNext());
        answerWhatIsDue();
      }
    } catch (ClosedSelectorException e) {
      // The end.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how many milliseconds, 0 for any number of them. */
  private long untilNext() {
    Due next = due.peek();
    return next == null
        ? 0
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.nanos() - System.nanoTime()));
  }

  private void attend(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel client = door.accept();
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(LONGEST_REQUEST));
      } else {
        receive((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(SocketChannel client, ByteBuffer request) throws IOException {
    if (client.read(request) < 0) {
      client.close();
    } else if (endsWithEmptyLine(request)) {
      request.clear();
      due.add(new Due(System.nanoTime() + delayNanos, client));
    }
  }

  private static boolean endsWithEmptyLine(ByteBuffer request) {
    int end = request.position();
    return end >= 4 && request.getInt(end - 4) == 0x0D0A0D0A;
  }

  private void answerWhatIsDue() throws IOException {
    while (!due.isEmpty() && due.element().nanos() <= System.nanoTime()) {
      ByteBuffer bytes = ByteBuffer.wrap(answer);
      SocketChannel client = due.remove().to();
      while (bytes.hasRemaining() && client.isOpen()) {
        client.write(bytes);
      }
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    door.close();
  }
}
