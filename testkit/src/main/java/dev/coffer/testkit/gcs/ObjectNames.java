package dev.coffer.testkit.gcs;

import java.nio.charset.StandardCharsets;

/**
 * Which names objects may have.
 *
 * <p>Documentation: {@code objects#naming}.
 */
final class ObjectNames {
  private static final int LONGEST = 1024;

  private ObjectNames() {}

  static String checked(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0) {
      throw Refusal.required("name");
    }
    boolean reserved = name.equals(".") || name.equals("..");
    boolean acme = name.startsWith(".well-known/acme-challenge/");
    if (length > LONGEST
        || reserved
        || acme
        || name.indexOf('\r') >= 0
        || name.indexOf('\n') >= 0) {
      throw Refusal.invalid("Invalid object name: " + name);
    }
    return name;
  }
}
