package dev.coffer.site;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a directory as the simplest of web servers does, and a page of the test beside it. */
final class SiteServer implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css",
          "js", "text/javascript",
          "svg", "image/svg+xml");

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Queue<String> missing = new ConcurrentLinkedQueue<>();
  private final Path directory;
  private final HttpServer server;

  SiteServer(Path directory, Map<String, String> pages) throws IOException {
    this.directory = directory;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body = body(path, pages);
          String ending = path.substring(path.lastIndexOf('.') + 1);
          exchange
              .getResponseHeaders()
              .add("Content-Type", TYPES.getOrDefault(ending, "application/octet-stream"));
          exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private byte[] body(String path, Map<String, String> pages) throws IOException {
    if (pages.containsKey(path)) {
      return pages.get(path).getBytes(StandardCharsets.UTF_8);
    }
    Path file = directory.resolve(path.substring(1));
    if (Files.isRegularFile(file)) {
      return Files.readAllBytes(file);
    }
    missing.add(path);
    return new byte[0];
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked for and is not there. */
  Queue<String> missing() {
    return missing;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
