package dev.coffer.testkit;

import dev.coffer.testkit.Fault.End;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A client's connection and the corresponding one to the server. One thread passes requests and
 * another responses, since a server may respond before it has the complete request.
 */
final class ProxiedConnection {
  private final Socket client;
  private final Socket server = new Socket();
  private final Consumer<ProxiedConnection> whenEnded;
  private final CopyOnWriteArrayList<Thread> threads = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<DelayLine> lines = new CopyOnWriteArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** One direction, until the connection ends. */
  @FunctionalInterface
  private interface Flow {
    End run() throws IOException;
  }

  ProxiedConnection(Socket client, Consumer<ProxiedConnection> whenEnded) {
    this.client = client;
    this.whenEnded = whenEnded;
  }

  /** Begins to pass bytes; if the server cannot be reached, the client's connection is reset. */
  void start(InetSocketAddress address, FaultPlan plan, LongSupplier delayNanos) {
    threads.add(
        ChaosProxy.start("requests", () -> run(() -> connect(address, plan, delayNanos).run())));
  }

  private RequestFlow connect(InetSocketAddress address, FaultPlan plan, LongSupplier delayNanos)
      throws IOException {
    client.setTcpNoDelay(true);
    server.connect(address);
    server.setTcpNoDelay(true);
    DelayLine toClient = new DelayLine(client.getOutputStream(), delayNanos);
    DelayLine toServer = new DelayLine(server.getOutputStream(), delayNanos);
    lines.add(toClient);
    lines.add(toServer);
    Queue<Exchange> unanswered = new ConcurrentLinkedQueue<>();
    AnswerFlow answers = new AnswerFlow(server.getInputStream(), toClient, unanswered);
    threads.add(ChaosProxy.start("answers", () -> run(answers::run)));
    return new RequestFlow(client.getInputStream(), toServer, toClient, plan, unanswered);
  }

  private void run(Flow flow) {
    try {
      End end = flow.run();
      if (end != End.STALL) {
        end(end);
      }
    } catch (IOException e) {
      // One side closed in the middle: so does the other, as without a proxy.
      reset();
    }
  }

  private void end(End end) throws IOException {
    for (DelayLine line : lines) {
      line.close();
    }
    if (end == End.RESET) {
      client.setSoLinger(true, 0);
    }
    close();
  }

  /** Ends at once, as a crash does. */
  void reset() {
    try {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close();
  }

  private void close() {
    if (ended.compareAndSet(false, true)) {
      close(client);
      close(server);
      lines.forEach(DelayLine::cut);
      threads.stream().filter(each -> each != Thread.currentThread()).forEach(Thread::interrupt);
      whenEnded.accept(this);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // A test cannot handle this, and the other socket must be closed too.
    }
  }
}
