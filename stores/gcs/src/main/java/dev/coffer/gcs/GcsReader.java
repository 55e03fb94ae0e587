package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.KeyVersion;
import dev.coffer.remote.OneVersion;
import dev.coffer.remote.PartRead;
import dev.coffer.remote.ReplacedException;
import dev.coffer.spi.InMemoryStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads files and their information. A response with bytes contains no metadata: they cost an
 * additional request before the read, and the bytes are then those of the generation found.
 */
final class GcsReader {
  private final GcsBucket bucket;

  GcsReader(GcsBucket bucket) {
    this.bucket = bucket;
  }

  Optional<FileInfo> stat(FilePath path) {
    if (path.isRoot()) {
      bucket.lifetime.ensureOpen();
      return Optional.empty();
    }
    KeyVersion object = bucket.keys.object("stat", path);
    return bucket
        .find(bucket.attempts("stat", path), object)
        .map(found -> GcsFileInfos.of(path, found));
  }

  OpenedFile read(FilePath path, ReadOptions options) {
    KeyVersion object = bucket.keys.object("read", path);
    Attempts attempts = bucket.attempts("read", path);
    bucket.check("read", path.toString());
    boolean needsResource =
        options.wantsMetadata()
            || options.length() == 0
            || !isPossible(options)
            || object.version() != null;
    return needsResource
        ? openWithResource(path, object, options, attempts)
        : openDirectly(path, object.key(), options, attempts);
  }

  /** Returns whether the conditions can be sent to the server. */
  private static boolean isPossible(ReadOptions options) {
    return options.requiredEtag().stream().allMatch(e -> GcsEtags.generation(e).isPresent())
        && options.knownEtag().stream().allMatch(e -> GcsEtags.generation(e).isPresent());
  }

  private OpenedFile openWithResource(
      FilePath path, KeyVersion wanted, ReadOptions options, Attempts attempts) {
    return OneVersion.use(
        attempts,
        () -> bucket.require(attempts, wanted),
        object -> open(path, wanted.key(), options, attempts, object));
  }

  /** Opens the object as its resource describes it. */
  private OpenedFile open(
      FilePath path, String key, ReadOptions options, Attempts attempts, StorageObject object)
      throws ReplacedException {
    FileInfo info = GcsFileInfos.of(path, object);
    long length = options.check(info, bucket.store());
    if (length == 0) {
      return new OpenedFile(info, new InMemoryStream(new byte[0], 0, 0, () -> check(path)));
    }
    try {
      MediaDownload media =
          MediaDownload.open(
              bucket, attempts, key, object.getGeneration(), options.offset(), length);
      media.requireSize(info.size());
      return opened(path, key, info, media.expecting(object.getCrc32c()), options, length);
    } catch (IOException e) {
      if (GcsErrors.status(e) == 404) {
        throw new ReplacedException(e);
      }
      throw bucket.translate("read", path.toString(), e);
    }
  }

  /**
   * Opens the bytes of a generation.
   *
   * @throws IOException if it no longer exists, with status 404, or cannot be read
   */
  InputStream open(FilePath path, Attempts attempts, StorageObject object) throws IOException {
    FileInfo info = GcsFileInfos.of(path, object);
    String key = object.getName();
    if (info.size() == 0) {
      return InputStream.nullInputStream();
    }
    MediaDownload media =
        MediaDownload.open(bucket, attempts, key, object.getGeneration(), 0, info.size());
    media.requireSize(info.size());
    MediaDownload summed = media.expecting(object.getCrc32c());
    return opened(path, key, info, summed, ReadOptions.DEFAULTS, info.size()).stream();
  }

  /** Opens the bytes without requesting the resource first. */
  private OpenedFile openDirectly(
      FilePath path, String key, ReadOptions options, Attempts attempts) {
    MediaDownload media;
    try {
      media = MediaDownload.open(bucket, attempts, key, options);
    } catch (IOException e) {
      return refused(path, key, options, attempts, e);
    }
    bucket.remember(key, media.generation());
    FileInfo info = media.info(path);
    return opened(path, key, info, media, options, length(info, options, media));
  }

  private long length(FileInfo info, ReadOptions options, MediaDownload media) {
    try {
      return options.check(info, bucket.store());
    } catch (RuntimeException | Error e) {
      media.close();
      throw e;
    }
  }

  private OpenedFile refused(
      FilePath path, String key, ReadOptions options, Attempts attempts, IOException e) {
    ErrorContext context = new ErrorContext("read", path.toString(), bucket.store());
    int status = GcsErrors.status(e);
    if (status == 304 && options.knownEtag().isPresent()) {
      throw new NotModifiedException(context, null, e);
    }
    if (status == 412 && options.requiredEtag().isPresent()) {
      throw new ConflictException(context, "the file has changed: read it again", e);
    }
    return switch (status) {
      case 404 -> {
        bucket.ensureThere(attempts);
        bucket.forget(key);
        throw new NotFoundException(context, null, e);
      }
      // The range begins at the end of the file or past it: the file's size decides which.
      case 416 -> openWithResource(path, KeyVersion.current(key), options, attempts);
      default -> throw bucket.translate("read", path.toString(), e);
    };
  }

  private OpenedFile opened(
      FilePath path,
      String key,
      FileInfo info,
      MediaDownload media,
      ReadOptions options,
      long length) {
    ResumedDownload rest =
        new ResumedDownload(
            bucket, path, key, media, options.offset() == 0 && length == info.size());
    return new OpenedFile(info, PartRead.of(rest, media.bytes(), options.offset(), length));
  }

  private void check(FilePath path) {
    bucket.check("read", path.toString());
  }
}
