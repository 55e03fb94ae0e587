package dev.coffer.observe;

import dev.coffer.DownloadOptions;
import dev.coffer.FilePath;
import dev.coffer.PresignedUrl;
import dev.coffer.PresignedUrls;
import java.time.Duration;
import java.util.List;

/** Signed URLs, each of which is reported; their use is not observed. */
record ObservedUrls(PresignedUrls urls, ObservedFileStore store) implements PresignedUrls {
  @Override
  public PresignedUrl forReading(FilePath path, Duration duration, DownloadOptions options) {
    return store.observe(
        StoreOperation.SHARE, List.of(path), () -> urls.forReading(path, duration, options));
  }

  @Override
  public PresignedUrl forWriting(FilePath path, Duration duration, long size, String contentType) {
    return store.observe(
        StoreOperation.SHARE,
        List.of(path),
        () -> urls.forWriting(path, duration, size, contentType));
  }
}
