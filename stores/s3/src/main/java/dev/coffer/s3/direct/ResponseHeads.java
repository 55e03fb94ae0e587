package dev.coffer.s3.direct;

import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Whether the head of a response is complete. The HTTP client takes one for complete if the
 * connection is closed in the middle of it; of one without its etag or its length nothing is
 * believed.
 */
public final class ResponseHeads {
  /** What an error says of a head that is not complete. */
  public static final String LOST = "the connection was lost in an answer";

  private ResponseHeads() {}

  /**
   * Whether the head of a response to a read has its length and its etag.
   *
   * @param head of a response
   * @return false if it is not complete
   */
  public static boolean isComplete(SdkHttpResponse head) {
    return hasEnd(head) && hasEtag(head);
  }

  /**
   * Whether the HTTP client notices if the response is not complete.
   *
   * @param head of a response
   * @return false if it is not complete
   */
  public static boolean hasEnd(SdkHttpResponse head) {
    return head.firstMatchingHeader("Content-Length").isPresent()
        || head.firstMatchingHeader("Transfer-Encoding").isPresent();
  }

  /**
   * Whether the head of a response has its etag, and the whole of it.
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
