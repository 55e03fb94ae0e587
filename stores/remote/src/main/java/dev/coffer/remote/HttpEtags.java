package dev.coffer.remote;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Etags in the headers of HTTP (RFC 9110, section 8.8.3). A file's etag has no quotes; a header has
 * them. A text that a header would take for a pattern ({@code *}), a list or a weak etag must never
 * be sent as a condition: no file has such an etag.
 */
public final class HttpEtags {
  /** No quote, comma, asterisk or space. */
  private static final Pattern POSSIBLE = Pattern.compile("[!#-)+\\-.-~]+");

  private HttpEtags() {}

  /**
   * Returns whether a file can have an etag; if not, a condition with it fails without a request.
   *
   * @param etag the etag of a caller's condition
   * @return false for a pattern, a list, a weak etag and an empty text
   */
  public static boolean isPossible(String etag) {
    return POSSIBLE.matcher(etag).matches();
  }

  /**
   * Returns the value of a header such as {@code If-Match}.
   *
   * @param etag a {@linkplain #isPossible possible} etag
   * @return the etag in quotes
   */
  public static String quoted(String etag) {
    return "\"" + etag + "\"";
  }

  /**
   * Returns an etag from a header or a listing, where some servers leave out the quotes.
   *
   * @param answered the etag as received; null for none
   * @return the etag without quotes; empty if there is none
   */
  public static String unquoted(@Nullable String answered) {
    return answered == null ? "" : answered.replace("\"", "");
  }
}
