package dev.coffer.fakegcs;

import dev.coffer.testkit.Fault;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import dev.coffer.testkit.http.CutConnectionException;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHandler;
import dev.coffer.testkit.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The faults of selected requests. */
final class Faults implements HttpHandler {
  private final List<Planned> planned = new CopyOnWriteArrayList<>();
  private final HttpHandler api;

  private record Planned(Predicate<ProxiedRequest> meets, HttpHandler happening) {}

  Faults(HttpHandler api) {
    this.api = api;
  }

  void refuse(Requests requests, HttpAnswer answer) {
    plan(requests, request -> answer);
  }

  void cutBeforeActing(Requests requests) {
    plan(
        requests,
        request -> {
          throw new CutConnectionException(Fault.End.RESET);
        });
  }

  void cutAfterActing(Requests requests) {
    plan(
        requests,
        request -> {
          api.answer(request);
          throw new CutConnectionException(Fault.End.RESET);
        });
  }

  void before(Requests requests, Runnable action) {
    plan(
        requests,
        request -> {
          action.run();
          return api.answer(request);
        });
  }

  void alter(Requests requests, UnaryOperator<String> change) {
    plan(
        requests,
        request -> {
          HttpAnswer truth = api.answer(request);
          ByteArrayOutputStream body = new ByteArrayOutputStream();
          truth.body().writeTo(body);
          byte[] changed =
              change.apply(body.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
          return HttpAnswer.of(truth.status(), truth.headers(), changed);
        });
  }

  /** Answers requests with a function, which may call the server itself. */
  void answer(Requests requests, UnaryOperator<HttpHandler> happening) {
    plan(requests, happening.apply(api));
  }

  private void plan(Requests requests, HttpHandler happening) {
    planned.add(new Planned(requests.counted(), happening));
  }

  void clear() {
    planned.clear();
  }

  /** Answers a request; every fault counts it, and the first that applies happens. */
  @Override
  public HttpAnswer answer(HttpRequest request) throws IOException {
    ProxiedRequest seen = new ProxiedRequest(request.method(), request.target());
    List<Planned> meeting = planned.stream().filter(each -> each.meets().test(seen)).toList();
    return meeting.isEmpty() ? api.answer(request) : meeting.get(0).happening().answer(request);
  }
}
