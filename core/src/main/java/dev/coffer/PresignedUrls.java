package dev.coffer;

import java.time.Duration;

/**
 * Signs URLs with which anyone can read or write one file for a limited time without credentials.
 * Obtained by {@code store.unwrap(PresignedUrls.class)} from a store with {@link
 * Capability#PRESIGNED_URLS}; that of a view signs paths of the view alone.
 *
 * <p>Signing makes no request: whether the file exists, and whether the signer may read it, is
 * checked when the URL is used. A URL cannot be revoked; it expires after its time, or earlier with
 * the credentials that signed it.
 *
 * <p>A write with such a URL bypasses every layer of this store: no event, no audit, no retry. On a
 * store with events, announce the file once it has arrived: {@code
 * store.unwrap(FileEvents.class).orElseThrow().announce(path)}.
 */
public interface PresignedUrls {
  /**
   * Signs a URL that reads a file with GET.
   *
   * @param path the file, which need not exist
   * @param duration how long the URL is valid
   * @return the URL
   * @throws IllegalArgumentException if the service does not sign for that long
   */
  default PresignedUrl forReading(FilePath path, Duration duration) {
    return forReading(path, duration, DownloadOptions.DEFAULTS);
  }

  /**
   * Signs a URL that reads a file with GET, and whose response has headers of the signer's choice.
   * The user of the URL cannot change them.
   *
   * @param path the file, which need not exist
   * @param duration how long the URL is valid
   * @param options the headers of the response
   * @return the URL
   * @throws IllegalArgumentException if the service does not sign for that long
   * @throws UnsupportedFeatureException if the service cannot override such a header: Google Cloud
   *     Storage supports {@code Content-Disposition} only
   */
  PresignedUrl forReading(FilePath path, Duration duration, DownloadOptions options);

  /**
   * Signs a URL that writes a file with PUT. The service refuses any other size or content type
   * than the signed ones.
   *
   * @param path the file; replaced if it exists
   * @param duration how long the URL is valid
   * @param size the size of the content in bytes
   * @param contentType the content type, which the user of the URL must send
   * @return the URL
   * @throws IllegalArgumentException if the service does not sign for that long
   */
  PresignedUrl forWriting(FilePath path, Duration duration, long size, String contentType);
}
