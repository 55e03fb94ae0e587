package com.example.agent;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server for the conversations, events, settings and secrets in a store. */
final class AgentServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Conversations conversations;
  private final Preferences preferences;
  private final Followers followers;

  private AgentServer(HttpServer http, FileStore store) {
    this.http = http;
    this.conversations = new Conversations(store);
    this.preferences = new Preferences(store);
    this.followers = new Followers(store);
  }

  static AgentServer start(FileStore store, InetSocketAddress address) throws IOException {
    AgentServer server = new AgentServer(HttpServer.create(address, 0), store);
    server.http.createContext("/", server::handle);
    server.http.setExecutor(server.threads);
    server.http.start();
    return server;
  }

  int port() {
    return http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      protect(exchange.getResponseHeaders());
      try {
        Request request = Request.of(exchange);
        if (followers.isFollow(request)) {
          followers.follow(request);
        } else {
          answer(request).send(exchange);
        }
      } catch (RuntimeException e) {
        error(exchange, e).send(exchange);
      }
    }
  }

  private static void protect(Headers headers) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
  }

  private Response answer(Request request) throws IOException {
    if (!request.segments().get(0).equals("api")) {
      return Pages.get(request);
    }
    String area = request.segments().size() > 1 ? request.segments().get(1) : "";
    return switch (area) {
      case "conversations" -> conversations.answer(request);
      case "settings" -> preferences.settings(request);
      case "secrets" -> preferences.secrets(request);
      default -> throw new RequestException(404, "there is nothing at this path");
    };
  }

  /** What is wrong with a request is told to the client; what is wrong here, to the log. */
  private static Response error(HttpExchange exchange, RuntimeException e) {
    if (e instanceof RequestException request) {
      return Response.error(request.status(), request.getMessage());
    }
    if (e instanceof IllegalArgumentException) {
      return Response.error(400, String.valueOf(e.getMessage()));
    }
    if (e instanceof FileStoreException failure) {
      int status = status(failure);
      if (status >= 500) {
        LOG.warn("{} failed", name(exchange), e);
      }
      return Response.error(status, failure.hint());
    }
    LOG.error("{} failed", name(exchange), e);
    return Response.error(500, "internal error");
  }

  private static String name(HttpExchange exchange) {
    return exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
  }

  private static int status(FileStoreException failure) {
    if (failure instanceof NotFoundException) {
      return 404;
    }
    if (failure instanceof InvalidFilePathException) {
      return 400;
    }
    return failure instanceof ConflictException ? 409 : failure.isRetryable() ? 503 : 500;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      followers.close();
      http.stop(0);
      threads.shutdownNow();
    }
  }
}
