package com.example.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The files of the page. */
final class Pages {
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "page.css", "text/css; charset=utf-8");

  private Pages() {}

  static Response get(Request request) throws IOException {
    String path = String.join("/", request.segments());
    String name = path.isEmpty() ? "index.html" : path;
    if (!TYPES.containsKey(name) || !request.method().matches("GET|HEAD")) {
      throw new RequestException(404, "there is nothing at this path");
    }
    try (InputStream file = Pages.class.getResourceAsStream("/page/" + name)) {
      return new Response(200, TYPES.get(name), file.readAllBytes());
    }
  }
}
