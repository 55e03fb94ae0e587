package dev.coffer.testkit.gcs;

import dev.coffer.testkit.Fault;
import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.Requests;
import dev.coffer.testkit.http.CutConnectionException;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHandler;
import dev.coffer.testkit.http.HttpRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What happens to chosen requests in place of what they ask, or beside it. */
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

  private void plan(Requests requests, HttpHandler happening) {
    planned.add(new Planned(requests.counted(), happening));
  }

  void clear() {
    planned.clear();
  }

  /** Answers a request; every fault counts it, and the first that meets it happens. */
  @Override
  public HttpAnswer answer(HttpRequest request) throws IOException {
    ProxiedRequest seen = new ProxiedRequest(request.method(), request.target());
    List<Planned> meeting = planned.stream().filter(each -> each.meets().test(seen)).toList();
    return meeting.isEmpty() ? api.answer(request) : meeting.get(0).happening().answer(request);
  }
}
