package dev.coffer.fakegcs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The state of a copy. The token contains all of it, so that a call can be repeated after a lost
 * response.
 *
 * @param begun the time of the first call
 * @param generation the version to copy
 * @param done the number of copied bytes
 * @param path the path of the first call
 */
record RewriteToken(Instant begun, long generation, long done, String path) {
  private static final Duration LIFE = Duration.ofDays(7);

  /** Parses the token of a call. */
  static RewriteToken of(String token, ApiCall call, Instant now) {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split(" ", 4);
    if (parts.length < 4 || !parts[3].equals(path(call))) {
      throw Refusal.invalid("The rewrite token is of another rewrite.");
    }
    RewriteToken read =
        new RewriteToken(
            Instant.parse(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
    if (now.isAfter(read.begun.plus(LIFE))) {
      throw Refusal.gone("The rewrite token has expired.");
    }
    return read;
  }

  static String path(ApiCall call) {
    return String.join("/", call.path());
  }

  String text() {
    List<String> parts = List.of(begun.toString(), "" + generation, "" + done, path);
    byte[] bytes = String.join(" ", parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
