package dev.coffer.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A service that keeps files in memory. A request names a call that its client has laid down here,
 * so that the network carries what can be lost, the asking and the answering, and no protocol.
 */
final class RemoteService {
  private final Map<String, Supplier<?>> calls = new ConcurrentHashMap<>();
  private final Map<String, Object> answers = new ConcurrentHashMap<>();
  private final Map<String, InMemoryFileStore> places = new ConcurrentHashMap<>();
  private final HttpServer server;

  RemoteService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  InMemoryFileStore place(String name) {
    places.computeIfAbsent(name, each -> InMemoryFileStore.shared(each, Long.MAX_VALUE));
    return InMemoryFileStore.shared(name, Long.MAX_VALUE);
  }

  void lay(String id, Supplier<?> call) {
    calls.put(id, call);
  }

  /** What the last request with this id was answered, a value or an exception; given once. */
  Object take(String id) {
    calls.remove(id);
    return Objects.requireNonNull(answers.remove(id), "the service was not asked");
  }

  /** Discards a call whose response is not awaited. */
  void forget(String id) {
    calls.remove(id);
    answers.remove(id);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = exchange.getRequestURI().getPath().substring(1);
      Supplier<?> call = calls.get(id);
      if (call == null) {
        return; // a request that its client has given up
      }
      // A request that says so is known again, and done once.
      if ("once".equals(exchange.getRequestURI().getQuery())) {
        answers.computeIfAbsent(id, each -> done(call));
      } else {
        answers.put(id, done(call));
      }
      exchange.sendResponseHeaders(200, 4);
      exchange.getResponseBody().write(Samples.utf8("done"));
    }
  }

  private static Object done(Supplier<?> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return e;
    }
  }
}
