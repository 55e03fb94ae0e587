package dev.coffer.s3;

import java.util.regex.Pattern;

/** Etags as used in headers. */
final class S3Etags {
  /** Characters that no header interprets as a list, a pattern or a weak etag. */
  private static final Pattern POSSIBLE = Pattern.compile("[!#-)+\\-.-~]+");

  private S3Etags() {}

  /** Returns whether a text can be the etag of an object. */
  static boolean isPossible(String etag) {
    return POSSIBLE.matcher(etag).matches();
  }

  static String quoted(String etag) {
    return "\"" + etag + "\"";
  }
}
