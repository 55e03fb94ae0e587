package com.example.agent;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An answer as a whole. */
record Response(int status, String contentType, byte[] body) {
  static Response json(int status, String json) {
    return new Response(
        status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
  }

  static Response json(Object value) {
    return json(200, value.toString());
  }

  static Response error(int status, String message) {
    return json(status, Json.object().put("error", message).toString());
  }

  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    boolean noBody = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(status, noBody ? -1 : body.length);
    if (!noBody) {
      exchange.getResponseBody().write(body);
    }
  }
}
