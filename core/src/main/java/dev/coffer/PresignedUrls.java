package dev.coffer;

import java.time.Duration;

/**
 * Signs URLs with which anybody reads or writes one file for a time, without credentials of their
 * own. Reached by {@code store.unwrap(PresignedUrls.class)} on a store with {@link
 * Capability#PRESIGNED_URLS}; that of a view knows the paths of the view alone.
 *
 * <p>Signing makes no request: whether there is a file, and whether the signer may read it, shows
 * when the URL is used. A URL cannot be taken back; it ends with its time, or earlier with the
 * credentials that signed it.
 *
 * <p>What is written with such a URL goes past every layer of this store: no event, no version, no
 * compression.
 */
public interface PresignedUrls {
  /**
   * Signs a URL that reads a file with GET.
   *
   * @param path the file; need not exist
   * @param duration how long the URL lives
   * @return the URL
   * @throws IllegalArgumentException if the service does not sign for that long
   */
  PresignedUrl forReading(FilePath path, Duration duration);

  /**
   * Signs a URL that writes a file with PUT. The service refuses another size and another content
   * type than the ones that were signed.
   *
   * @param path the file; replaced when it exists
   * @param duration how long the URL lives
   * @param size of the content in bytes
   * @param contentType of the content, sent by who uses the URL
   * @return the URL
   * @throws IllegalArgumentException if the service does not sign for that long
   */
  PresignedUrl forWriting(FilePath path, Duration duration, long size, String contentType);
}
