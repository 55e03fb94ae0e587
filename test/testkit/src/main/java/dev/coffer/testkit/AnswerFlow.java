package dev.coffer.testkit;

import dev.coffer.testkit.Fault.End;
import dev.coffer.testkit.Fault.Where;
import dev.coffer.testkit.http.HttpHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Queue;

/** Passes the server's responses to one client, one by one. */
final class AnswerFlow {
  private final InputStream server;
  private final OutputStream toClient;
  private final Queue<Exchange> unanswered;

  AnswerFlow(InputStream server, OutputStream toClient, Queue<Exchange> unanswered) {
    this.server = new BufferedInputStream(server);
    this.toClient = toClient;
    this.unanswered = unanswered;
  }

  /** Returns how the connection ends, if it does. */
  End run() throws IOException {
    while (true) {
      Optional<HttpHead> head = HttpHead.read(server);
      if (head.isEmpty()) {
        return End.CLOSE;
      }
      if (head.get().status() < 200) {
        head.get().pass(toClient);
        continue;
      }
      Exchange exchange = unanswered.poll();
      if (exchange == null) {
        // A server that stops waiting reports that without a request.
        head.get().pass(toClient);
        return End.CLOSE;
      }
      HttpBody body = HttpBody.ofAnswer(head.get(), exchange.request(), server);
      Optional<End> end = pass(exchange, head.get(), body);
      if (end.isPresent()) {
        return end.get();
      }
    }
  }

  private Optional<End> pass(Exchange exchange, HttpHead head, HttpBody body) throws IOException {
    Optional<End> before = exchange.cutAt(Where.BEFORE_ANSWER);
    if (before.isPresent()) {
      body.pass(OutputStream.nullOutputStream());
      return before;
    }
    Optional<End> within = exchange.cutAt(Where.IN_ANSWER);
    if (within.isPresent()) {
      body.passHalf(head, toClient);
      return within;
    }
    OutputStream to =
        exchange.fault().isPresent() && exchange.fault().get() instanceof Trickle trickle
            ? new TricklingOutputStream(toClient, trickle)
            : toClient;
    head.pass(to);
    body.pass(to);
    boolean last = head.isLast() || body.endsWithConnection();
    return last ? Optional.of(End.CLOSE) : Optional.empty();
  }
}
