package dev.coffer.s3.direct;

import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Checks whether the head of a response is complete. The HTTP client accepts a head that is cut off
 * by a closed connection, so a head without its etag or its length is not trusted.
 */
public final class ResponseHeads {
  /** The error message for an incomplete head. */
  public static final String LOST = "the connection was lost during a response";

  private static final Pattern MISSING = Pattern.compile("<Code>\\s*NoSuchKey\\s*</Code>");

  private ResponseHeads() {}

  /** Returns whether a response says that its key does not exist. */
  static boolean isOfMissingKey(SdkHttpResponse head, String body) {
    return head.statusCode() == 404 && MISSING.matcher(body).find();
  }

  /**
   * Returns whether the head of a response to a read has its length and its etag.
   *
   * @param head of a response
   * @return false if it is not complete
   */
  public static boolean isComplete(SdkHttpResponse head) {
    return hasEnd(head) && hasEtag(head);
  }

  /**
   * Returns whether the HTTP client can detect that the response is incomplete.
   *
   * @param head of a response
   * @return false if it is not complete
   */
  public static boolean hasEnd(SdkHttpResponse head) {
    return head.firstMatchingHeader("Content-Length").isPresent()
        || head.firstMatchingHeader("Transfer-Encoding").isPresent();
  }

  /**
   * Returns whether the head of a response has its etag, complete.
   *
   * @param head of a response
   * @return false if it is not complete
   */
  public static boolean hasEtag(SdkHttpResponse head) {
    String etag = head.firstMatchingHeader("ETag").orElse("");
    return !etag.isEmpty()
        && (!etag.startsWith("\"") || (etag.length() > 1 && etag.endsWith("\"")));
  }
}
