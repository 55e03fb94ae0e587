package dev.coffer.s3;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Part;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One write of a file: the content is received, with one request per part if it does not fit in
 * one, and then a request creates the file. Only that request is repeated, unless another write has
 * ended the upload: then the content is sent again. Not thread-safe.
 */
final class S3Write {
  private final S3Bucket bucket;
  private final Conditions conditions;
  private final UploadStarts uploads;
  private final FilePath path;
  private final Content content;
  private final WriteOptions options;
  private @Nullable PreparedWrite prepared;

  /** The attempts of the request that creates the file. */
  private @Nullable Attempts requests;

  S3Write(
      S3Bucket bucket,
      Conditions conditions,
      UploadStarts uploads,
      FilePath path,
      Content content,
      WriteOptions options) {
    this.bucket = bucket;
    this.conditions = conditions;
    this.uploads = uploads;
    this.path = path;
    this.content = content;
    this.options = options;
  }

  FileInfo run() {
    try {
      return ChangeAttempts.run(bucket, "write", path, this::attempt);
    } catch (RuntimeException | Error e) {
      abort();
      throw e;
    }
  }

  /** Attempts the write; {@code attempts} are those of the complete content. */
  private Optional<FileInfo> attempt(Attempts attempts) {
    if (prepared == null || requests == null) {
      prepared = prepare();
      bucket.check("write", path.toString()); // receiving the content may have taken long
      requests = bucket.attempts("write", path);
    }
    try {
      return prepared.attempt(requests);
    } catch (LostUploadException e) {
      abort();
      if (content.isRepeatable() && attempts.again()) {
        return Optional.empty();
      }
      throw e.asFailure("write", path, bucket.store());
    }
  }

  private void abort() {
    if (prepared != null) {
      prepared.abort();
      prepared = null;
    }
  }

  private PreparedWrite prepare() {
    if (isForOnePut()) {
      return new SinglePut(bucket, conditions, path, payload(content), options);
    }
    PartedWrite parts = new PartedWrite(bucket, conditions, uploads, path, options);
    try {
      Part whole = parts.pull(content);
      return whole == null
          ? parts.received()
          : new SinglePut(bucket, conditions, path, payload(whole), options);
    } catch (RuntimeException | Error e) {
      parts.abort();
      throw e;
    }
  }

  private Payload payload(Content large) {
    return Payload.of(large, bucket.sums.whole(), path, bucket.store());
  }

  private Payload payload(Part whole) {
    return Payload.of(whole, bucket.sums.whole(), path, bucket.store());
  }

  /**
   * Returns whether a large content is sent in one request because the server ignores conditions on
   * multipart uploads.
   */
  private boolean isForOnePut() {
    long size = content.size().orElse(0);
    return options.isConditional()
        && content.isRepeatable()
        && size > bucket.limits.partSize()
        && size <= S3Limits.LARGEST_PUT
        && conditions.onComplete(path, options).isEmpty();
  }
}
