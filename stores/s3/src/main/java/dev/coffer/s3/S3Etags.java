package dev.coffer.s3;

import java.util.regex.Pattern;

/** Etags as headers take them. */
final class S3Etags {
  /** What no header would take for a list, a pattern or a weak etag. */
  private static final Pattern POSSIBLE = Pattern.compile("[!#-)+\\-.-~]+");

  private S3Etags() {}

  /** Whether a text can be the etag of an object at all. */
  static boolean isPossible(String etag) {
    return POSSIBLE.matcher(etag).matches();
  }

  static String quoted(String etag) {
    return "\"" + etag + "\"";
  }
}
