package dev.coffer.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A request that a {@link FakeReceiver} got. */
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

  /** The method, as it came. */
  public String method() {
    return method;
  }

  /** Path and query, as they came. */
  public String target() {
    return target;
  }

  /** All headers, by their names in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The value of a header, by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Method and target. */
  @Override
  public String toString() {
    return method + " " + target;
  }
}
