package dev.coffer;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A URL that lets anybody who knows it read or write one file for a time. It is a secret: {@link
 * #toString()} does not show it.
 *
 * @param uri the URL, with its signature
 * @param method {@code GET} or {@code PUT}
 * @param headers what must be sent with it besides host and length
 * @param expires when it ends
 */
public record PresignedUrl(URI uri, String method, Map<String, String> headers, Instant expires) {
  /**
   * Copies the headers.
   *
   * @param uri the URL
   * @param method GET or PUT
   * @param headers to be sent
   * @param expires its end
   */
  public PresignedUrl {
    headers = Map.copyOf(headers);
  }

  /** Method, place and end; not the signature. */
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
