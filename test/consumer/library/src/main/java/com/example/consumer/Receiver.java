package com.example.consumer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A receiver of webhooks. */
final class Receiver implements AutoCloseable {
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final HttpServer server;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " by "
                  + exchange.getRequestHeaders().getFirst("User-Agent"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** The first request, when it has come. */
  String first() throws InterruptedException {
    return String.valueOf(requests.poll(1, TimeUnit.MINUTES));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
