package com.example.agent;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request.
 *
 * @param segments the decoded segments of the path
 */
record Request(HttpExchange exchange, String method, List<String> segments) {
  private static final int LARGEST_BODY = 4 << 20;

  static Request of(HttpExchange exchange) {
    String[] parts = exchange.getRequestURI().getRawPath().substring(1).split("/");
    List<String> segments = Arrays.stream(parts).map(Request::decoded).toList();
    return new Request(exchange, exchange.getRequestMethod(), segments);
  }

  /** In a path a plus sign is one. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RequestException(400, "the path is not valid");
    }
  }

  /** Returns a parameter of the query. */
  Optional<String> parameter(String name) {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1).replace("+", "%20"))
        .map(Request::decoded)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** Returns a parameter that is a number of a range. */
  long number(String name, long otherwise, long least, long most) {
    try {
      long number = parameter(name).map(Long::parseLong).orElse(otherwise);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw new RequestException(400, name + " is a number from " + least + " to " + most);
  }

  boolean flag(String name) {
    return parameter(name).filter(value -> value.equalsIgnoreCase("true")).isPresent();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /**
   * Returns the body. It must say that it is JSON: a page of another site cannot send that without
   * asking first.
   */
  String body() throws IOException {
    if (!header("Content-Type").orElse("").startsWith("application/json")) {
      throw new RequestException(415, "the body must be application/json");
    }
    byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw new RequestException(413, "the body is too large");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
