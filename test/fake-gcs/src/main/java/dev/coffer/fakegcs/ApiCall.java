package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import dev.coffer.testkit.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the API interprets it.
 *
 * @param path the decoded segments of its path
 * @param server where its client believes the server to be
 */
record ApiCall(
    String method, List<String> path, Query query, HttpRequest http, Caller caller, URI server) {
  private static final int LARGEST_JSON = 1 << 20;

  /**
   * Reads a request. A long query may be sent as the form of a POST that names the actual method.
   *
   * <p>Documentation: {@code json_api/v1/how-tos/performance} and {@code request-endpoints}, which
   * tells how names are encoded.
   */
  static ApiCall of(HttpRequest http, Access access) throws IOException {
    String[] target = http.target().split("\\?", 2);
    String method = http.header("X-HTTP-Method-Override").orElse(http.method());
    boolean form =
        http.header("Content-Type")
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent();
    String query =
        form && !http.method().equals(method)
            ? new String(http.bytes(LARGEST_JSON), StandardCharsets.UTF_8)
            : target.length > 1 ? target[1] : "";
    return new ApiCall(
        method,
        segments(target[0]),
        new Query(query),
        http,
        access.caller(http.header("Authorization")),
        URI.create("http://" + http.header("Host").orElse("localhost")));
  }

  static List<String> segments(String path) {
    return Arrays.stream(path.substring(1).split("/", -1)).map(ApiCall::decoded).toList();
  }

  private static String decoded(String segment) {
    // In a path, a plus is a plus.
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Returns a segment of the path. */
  String segment(int index) {
    return path.get(index);
  }

  /** Returns the body as a JSON object; an empty body has no members. */
  Map<String, Object> json() throws IOException {
    String text = new String(http.bytes(LARGEST_JSON), StandardCharsets.UTF_8);
    return text.isBlank() ? Map.of() : Json.readObject(text);
  }

  Optional<String> header(String name) {
    return http.header(name);
  }

  void require(String permission) {
    caller.require(permission);
  }
}
