package dev.coffer.testkit;

import dev.coffer.testkit.http.HttpHead;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on a free port of this machine that records the requests it receives and sends
 * the configured replies: a status, nothing at all, garbage, an endless body.
 *
 * <pre>{@code
 * try (FakeReceiver receiver = new FakeReceiver()) {
 *   receiver.answer(request -> Reply.status(503));
 *   …
 *   List<ReceivedRequest> got = receiver.await(3);
 * }
 * }</pre>
 */
public final class FakeReceiver implements AutoCloseable {
  private final ServerSocket server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fake-receiver");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Socket> sockets = new ArrayList<>();
  private final List<ReceivedRequest> got = new ArrayList<>();
  private Function<ReceivedRequest, Reply> answer = request -> Reply.status(200);

  /** Starts a receiver that answers 200. */
  public FakeReceiver() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Returns the address of the receiver. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /**
   * Sets how requests are answered from now on.
   *
   * @param how called on the thread of the connection, after the request was recorded
   */
  public synchronized void answer(Function<ReceivedRequest, Reply> how) {
    answer = how;
  }

  /** Returns the requests so far, in the order in which they were read. */
  public synchronized List<ReceivedRequest> requests() {
    return List.copyOf(got);
  }

  /** Forgets the requests so far. */
  public synchronized void forget() {
    got.clear();
  }

  /**
   * Waits for requests, however they are answered.
   *
   * @param count the minimum number of requests
   * @return all requests so far
   * @throws InterruptedException if the thread is interrupted
   */
  public synchronized List<ReceivedRequest> await(int count) throws InterruptedException {
    while (got.size() < count) {
      wait();
    }
    return List.copyOf(got);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        synchronized (this) {
          sockets.add(socket);
        }
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      boolean more = true;
      while (more) {
        Optional<ReceivedRequest> request = read(in);
        more = request.isPresent() && note(request.get()).send(out);
        out.flush();
      }
    } catch (IOException e) {
      // The client or the receiver is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        sockets.remove(socket);
      }
    }
  }

  private static Optional<ReceivedRequest> read(InputStream in) throws IOException {
    Optional<HttpHead> head = HttpHead.read(in);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReceivedRequest(
            head.get().method(), head.get().target(), headers(head.get()), body(head.get(), in)));
  }

  private static Map<String, String> headers(HttpHead head) {
    Map<String, String> headers = new TreeMap<>();
    head.names().forEach(name -> headers.put(name, head.header(name).orElse("")));
    return headers;
  }

  private static byte[] body(HttpHead head, InputStream in) throws IOException {
    if (head.isChunked()) {
      throw new IOException("the fake receiver only accepts bodies of known size");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    HttpBody.ofRequest(head, in).pass(body);
    return body.toByteArray();
  }

  private Reply note(ReceivedRequest request) {
    Function<ReceivedRequest, Reply> how;
    synchronized (this) {
      got.add(request);
      notifyAll();
      how = answer;
    }
    return how.apply(request);
  }

  /** Stops the receiver and ends all connections. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
      synchronized (this) {
        for (Socket socket : List.copyOf(sockets)) {
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
