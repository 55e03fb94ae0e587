package dev.coffer.fakegcs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The last line of a page: a version of a name, or a prefix, whose generation is 0. */
record PagePosition(String name, long generation) {
  static final PagePosition BEFORE_ALL = new PagePosition("", -1);

  /** Returns the token for the page after it. */
  String token() {
    String text = generation + "/" + name;
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static PagePosition of(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 2);
      return new PagePosition(parts[1], Long.parseLong(parts[0]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw Refusal.invalid("Invalid page token");
    }
  }
}
