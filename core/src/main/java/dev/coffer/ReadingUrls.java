package dev.coffer;

import java.time.Duration;

/** Signed URLs for reading alone. */
record ReadingUrls(PresignedUrls urls, String store) implements PresignedUrls {
  @Override
  public PresignedUrl forReading(FilePath path, Duration duration, DownloadOptions options) {
    return urls.forReading(path, duration, options);
  }

  @Override
  public PresignedUrl forWriting(FilePath path, Duration duration, long size, String contentType) {
    throw new PermissionDeniedException(
        new ErrorContext("share", path.toString(), store),
        "who uses the URL could replace the file",
        null);
  }
}
