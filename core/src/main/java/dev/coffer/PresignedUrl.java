package dev.coffer;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A URL with which anyone who knows it can read or write one file for a limited time. It is a
 * secret: {@link #toString()} does not show it.
 *
 * @param uri the URL, with its signature
 * @param method {@code GET} or {@code PUT}
 * @param headers the headers that must be sent besides host and length
 * @param expires when the URL expires
 */
public record PresignedUrl(URI uri, String method, Map<String, String> headers, Instant expires) {
  /**
   * Copies the headers.
   *
   * @param uri the URL
   * @param method GET or PUT
   * @param headers to be sent
   * @param expires when it expires
   */
  public PresignedUrl {
    headers = Map.copyOf(headers);
  }

  /** Returns the method, the location and the expiry, without the signature. */
  @Override
  public String toString() {
    return method
        + " "
        + uri.getScheme()
        + "://"
        + uri.getRawAuthority()
        + uri.getRawPath()
        + "?*** until "
        + expires;
  }
}
