package dev.coffer.fakegcs;

import dev.coffer.testkit.ProxiedRequest;
import dev.coffer.testkit.http.HttpRequest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests received. */
final class RequestLog {
  private static final int MOST = 100_000;

  private final Deque<ProxiedRequest> requests = new ArrayDeque<>();

  synchronized void add(HttpRequest request) throws IOException {
    if (requests.size() == MOST) {
      requests.removeFirst();
    }
    requests.addLast(new ProxiedRequest(request.method(), request.target()));
  }

  synchronized List<ProxiedRequest> all() {
    return List.copyOf(requests);
  }

  synchronized void clear() {
    requests.clear();
  }
}
