package dev.coffer.gcs;

import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.remote.ContinuedStream;
import dev.coffer.remote.ReplacedException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Requests the rest of an open file, of the same generation, and verifies a complete file against
 * the checksum that Google stores.
 */
final class ResumedDownload implements ContinuedStream.Origin {
  private final GcsBucket bucket;
  private final FilePath path;
  private final String key;
  private final MediaDownload media;
  private final boolean whole;
  private final Crc32c sum = new Crc32c();

  ResumedDownload(GcsBucket bucket, FilePath path, String key, MediaDownload media, boolean whole) {
    this.bucket = bucket;
    this.path = path;
    this.key = key;
    this.media = media;
    this.whole = whole && media.crc32c() != null;
  }

  @Override
  public ErrorContext context() {
    return new ErrorContext("read", path.toString(), bucket.store());
  }

  @Override
  public InputStream open(long position, long length) throws IOException {
    try {
      return bucket
          .once(() -> MediaDownload.once(bucket, key, media.generation(), position, length))
          .bytes();
    } catch (IOException e) {
      if (GcsErrors.status(e) == 404) {
        throw new ReplacedException(e);
      }
      if (!GcsErrors.isTransient(e)) {
        throw failure(e);
      }
      throw e;
    }
  }

  @Override
  public void received(byte[] bytes, int offset, int length, boolean last) {
    if (!whole) {
      return;
    }
    sum.add(bytes, offset, length);
    if (last && !sum.text().equals(media.crc32c())) {
      throw new CorruptFileException(
          context(), "the received bytes do not match the checksum that the server sent", null);
    }
  }

  @Override
  public void check() {
    bucket.check("read", path.toString());
  }

  @Override
  public RuntimeException failure(IOException cause) {
    return bucket.translate("read", path.toString(), cause);
  }
}
