package dev.coffer.observe;

import dev.coffer.DownloadOptions;
import dev.coffer.FilePath;
import dev.coffer.PresignedUrl;
import dev.coffer.PresignedUrls;
import java.time.Duration;

/** Signed URLs, each of which is reported; their use is not observed. */
final class ObservedUrls implements PresignedUrls {
  private final PresignedUrls urls;
  private final ObservedFileStore store;

  ObservedUrls(PresignedUrls urls, ObservedFileStore store) {
    this.urls = urls;
    this.store = store;
  }

  @Override
  public PresignedUrl forReading(FilePath path, Duration duration, DownloadOptions options) {
    return store.observe(
        StoreOperation.SHARE, path, () -> urls.forReading(path, duration, options));
  }

  @Override
  public PresignedUrl forWriting(FilePath path, Duration duration, long size, String contentType) {
    return store.observe(
        StoreOperation.SHARE, path, () -> urls.forWriting(path, duration, size, contentType));
  }
}
