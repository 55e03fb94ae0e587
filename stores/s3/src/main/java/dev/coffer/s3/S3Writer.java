package dev.coffer.s3;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.Part;
import dev.coffer.remote.PartSink;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/** Writes a file: with one request when it fits in a part, otherwise in parts. */
final class S3Writer {
  private final S3Bucket bucket;
  private final Conditions conditions;
  private final ChecksumSupport sums;
  private final SinglePut single;

  S3Writer(S3Bucket bucket, Conditions conditions, ChecksumSupport sums) {
    this.bucket = bucket;
    this.conditions = conditions;
    this.sums = sums;
    this.single = new SinglePut(bucket, conditions);
  }

  FileInfo write(FilePath path, Content content, WriteOptions options) {
    String unused = bucket.keys.key("write", path);
    bucket.check("write", path.toString());
    refuseImpossible(path, content, options);
    sums.require(path);
    Attempts attempts = bucket.attempts("write", path);
    while (true) {
      try {
        return attempt(path, content, options);
      } catch (UploadCompletion.LostUploadException e) {
        sendAgain(path, content, attempts, e);
      }
    }
  }

  private void refuseImpossible(FilePath path, Content content, WriteOptions options) {
    if (options.requiredEtag().filter(etag -> !S3Etags.isPossible(etag)).isPresent()) {
      throw bucket.errors.conflict(path, "no file has such an etag", null);
    }
    if (content.size().orElse(0) > S3Limits.LARGEST_FILE) {
      throw new UnsupportedFeatureException(
          "write", path.toString(), bucket.store(), "it is larger than 5 TiB", null);
    }
  }

  private void sendAgain(
      FilePath path, Content content, Attempts attempts, UploadCompletion.LostUploadException e) {
    if (content.isRepeatable() && attempts.again()) {
      return;
    }
    throw new ConnectionException(
        "write",
        path.toString(),
        bucket.store(),
        "another write ended the upload: write it again",
        e.getCause());
  }

  private FileInfo attempt(FilePath path, Content content, WriteOptions options) {
    if (isForOnePut(path, content, options)) {
      return single.put(path, Payload.of(content, bucket.sum, path, bucket.store()), options);
    }
    Parts parts = new Parts(path, options);
    try {
      Part whole = parts.pull(content);
      return whole == null
          ? parts.complete()
          : single.put(path, Payload.of(whole, bucket.sum, path, bucket.store()), options);
    } catch (RuntimeException | Error e) {
      parts.abort();
      throw e;
    }
  }

  /** Whether a large content goes in one request, since the server keeps no condition on parts. */
  private boolean isForOnePut(FilePath path, Content content, WriteOptions options) {
    long size = content.size().orElse(0);
    return options.isConditional()
        && content.isRepeatable()
        && size > bucket.limits.partSize()
        && size <= S3Limits.LARGEST_PUT
        && conditions.onComplete(path, options).isEmpty();
  }

  /** The parts of one file, and the upload that they belong to once there are two. */
  private final class Parts extends PartSink {
    private final FilePath path;
    private final WriteOptions options;
    private final S3WriteId id = S3WriteId.next();
    private @Nullable S3Upload upload;
    private ConditionHeaders headers = ConditionHeaders.NONE;

    Parts(FilePath path, WriteOptions options) {
      super(path, bucket.store(), bucket.limits.partSizes(), bucket.limits.partsAtOnce());
      this.path = path;
      this.options = options;
    }

    @Override
    protected void begin() {
      Optional<ConditionHeaders> honoured = conditions.onComplete(path, options);
      headers =
          honoured.orElseThrow(
              () ->
                  new UnsupportedFeatureException(
                      "write",
                      path.toString(),
                      bucket.store(),
                      "this server keeps no condition on a file sent in parts: give content that"
                          + " can be opened again and is at most 5 GiB, or raise part-size",
                      null));
      upload =
          S3Upload.begin(
              bucket,
              "write",
              path,
              CreateMultipartUploadRequest.builder()
                  .contentType(options.contentType().orElse(ContentTypes.NONE))
                  .metadata(id.with(MetadataCoding.encoded(options.metadata())))
                  .checksumAlgorithm(bucket.sum.algorithm()));
    }

    @Override
    protected void send(Part part) {
      begun().send(part);
    }

    private S3Upload begun() {
      if (upload == null) {
        throw new IllegalStateException("no upload has begun");
      }
      return upload;
    }

    FileInfo complete() {
      FileInfo info =
          new FileInfo(
              path, count(), Instant.EPOCH, "unknown", options.contentType(), options.metadata());
      return new UploadCompletion(begun(), id).complete(info, headers);
    }

    void abort() {
      if (upload != null) {
        upload.abort();
      }
    }
  }
}
