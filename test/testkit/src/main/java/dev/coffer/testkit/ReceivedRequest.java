package dev.coffer.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A request that a {@link FakeReceiver} received. */
public final class ReceivedRequest {
  private final String method;
  private final String target;
  private final Map<String, String> headers;
  private final byte[] body;

  ReceivedRequest(String method, String target, Map<String, String> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /** Returns the method, as received. */
  public String method() {
    return method;
  }

  /** Returns path and query, as received. */
  public String target() {
    return target;
  }

  /** Returns all headers, by their names in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the value of a header, by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Returns the body. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Returns method and target. */
  @Override
  public String toString() {
    return method + " " + target;
  }
}
