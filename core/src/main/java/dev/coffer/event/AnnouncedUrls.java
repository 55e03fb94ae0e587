package dev.coffer.event;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.PresignedUrl;
import dev.coffer.PresignedUrls;
import dev.coffer.UnsupportedFeatureException;
import java.time.Duration;

/** Signed URLs that read: what others wrote would not be announced. */
record AnnouncedUrls(PresignedUrls urls, FileStore store) implements PresignedUrls {
  @Override
  public PresignedUrl forReading(FilePath path, Duration duration) {
    return urls.forReading(path, duration);
  }

  @Override
  public PresignedUrl forWriting(FilePath path, Duration duration, long size, String contentType) {
    throw new UnsupportedFeatureException(
        new ErrorContext("share", path.toString(), store.name()),
        "what is written by a signed URL would not be announced; write through the store",
        null);
  }
}
