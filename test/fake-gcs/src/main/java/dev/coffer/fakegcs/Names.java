package dev.coffer.fakegcs;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The legal names of buckets and objects.
 *
 * <p>Documentation: {@code buckets#naming} and {@code objects#naming}.
 */
final class Names {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][-_.a-z0-9]{1,220}[a-z0-9]");
  private static final int LONGEST_OBJECT = 1024;

  private Names() {}

  static String bucket(String name) {
    if (!BUCKET.matcher(name).matches()) {
      throw Refusal.invalid("Invalid bucket name: '" + name + "'");
    }
    return name;
  }

  static String object(String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    boolean reserved =
        name.equals(".") || name.equals("..") || name.startsWith(".well-known/acme-challenge/");
    boolean lines = name.indexOf('\r') >= 0 || name.indexOf('\n') >= 0;
    if (length == 0 || length > LONGEST_OBJECT || reserved || lines) {
      throw Refusal.invalid("Invalid object name: " + name);
    }
    return name;
  }
}
