package dev.coffer.testkit.s3;

import dev.coffer.testkit.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request of S3 with the bucket in its path.
 *
 * @param method the method, such as {@code GET}
 * @param key the key of the object; empty for the bucket
 * @param query the decoded parameters; one without a value has an empty one
 * @param http the request as received
 */
record S3Request(String method, String key, Map<String, String> query, HttpRequest http) {
  private static final int MOST = 64 << 20;

  static S3Request of(HttpRequest http) throws IOException {
    String[] target = http.target().split("\\?", 2);
    int end = target[0].indexOf('/', 1);
    String key = end < 0 ? "" : decoded(target[0].substring(end + 1).replace("+", "%2B"));
    return new S3Request(http.method(), key, query(target.length < 2 ? "" : target[1]), http);
  }

  /** Returns the request as passed on by a gateway that resolves paths. */
  S3Request resolved() {
    String path =
        URI.create("/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
            .normalize()
            .getRawPath();
    String resolved = path.replaceFirst("^(/[.][.])*/", "");
    return new S3Request(method, decoded(resolved), query, http);
  }

  private static Map<String, String> query(String text) {
    return Arrays.stream(text.split("&"))
        .filter(each -> !each.isEmpty())
        .map(each -> (each + "=").split("=", -1))
        .collect(Collectors.toMap(each -> decoded(each[0]), each -> decoded(each[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  boolean hasParameter(String parameter) {
    return query.containsKey(parameter);
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  byte[] body() throws IOException {
    return http.bytes(MOST);
  }
}
