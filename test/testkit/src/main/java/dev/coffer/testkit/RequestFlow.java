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

/** Passes the requests of one client, one by one. */
final class RequestFlow {
  private final InputStream client;
  private final OutputStream toServer;
  private final OutputStream toClient;
  private final FaultPlan plan;
  private final Queue<Exchange> unanswered;

  RequestFlow(
      InputStream client,
      OutputStream toServer,
      OutputStream toClient,
      FaultPlan plan,
      Queue<Exchange> unanswered) {
    this.client = new BufferedInputStream(client);
    this.toServer = toServer;
    this.toClient = toClient;
    this.plan = plan;
    this.unanswered = unanswered;
  }

  /** Returns how the connection ends, if it does. */
  End run() throws IOException {
    while (true) {
      Optional<HttpHead> head = HttpHead.read(client);
      if (head.isEmpty()) {
        return End.CLOSE;
      }
      ProxiedRequest request = new ProxiedRequest(head.get().method(), head.get().target());
      Exchange exchange = new Exchange(request, plan.next(request));
      Optional<End> end = pass(exchange, head.get(), HttpBody.ofRequest(head.get(), client));
      if (end.isPresent()) {
        return waited(end.get());
      }
    }
  }

  private Optional<End> pass(Exchange exchange, HttpHead head, HttpBody body) throws IOException {
    Optional<End> before = exchange.cutAt(Where.BEFORE_REQUEST);
    if (before.isPresent()) {
      return before;
    }
    if (exchange.fault().isPresent() && exchange.fault().get() instanceof ForgedAnswer answer) {
      return answer(answer, exchange.request(), head, body);
    }
    unanswered.add(exchange);
    Optional<End> within = exchange.cutAt(Where.IN_REQUEST);
    if (within.isPresent()) {
      body.passHalf(head, toServer);
      return within;
    }
    head.pass(toServer);
    body.pass(toServer);
    return Optional.empty();
  }

  private Optional<End> answer(
      ForgedAnswer answer, ProxiedRequest request, HttpHead head, HttpBody body)
      throws IOException {
    // A client that waits for 100 Continue interprets the response as a refusal and does not send
    // its body.
    boolean last = head.expectsContinue();
    if (!last) {
      body.pass(OutputStream.nullOutputStream());
    }
    toClient.write(answer.message(!request.method().equals("HEAD"), last));
    return last ? Optional.of(End.CLOSE) : Optional.empty();
  }

  /** Waits until the client, to which nothing more is sent, ends the connection. */
  private End waited(End end) throws IOException {
    if (end == End.STALL) {
      client.transferTo(OutputStream.nullOutputStream());
      return End.CLOSE;
    }
    return end;
  }
}
