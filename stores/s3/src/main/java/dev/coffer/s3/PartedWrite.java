package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.MetadataCoding;
import dev.coffer.remote.Part;
import dev.coffer.remote.PartSink;
import dev.coffer.s3.direct.ConditionHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/** Sends the parts of one file, in a multipart upload that begins with the second part. */
final class PartedWrite extends PartSink {
  private final S3Bucket bucket;
  private final Conditions conditions;
  private final UploadStarts uploads;
  private final FilePath path;
  private final WriteOptions options;
  private final S3WriteId id = S3WriteId.next();
  private @Nullable S3Upload upload;
  private ConditionHeaders headers = ConditionHeaders.NONE;

  PartedWrite(
      S3Bucket bucket,
      Conditions conditions,
      UploadStarts uploads,
      FilePath path,
      WriteOptions options) {
    super(path, bucket.store(), bucket.limits.partSizes(), bucket.limits.partsAtOnce());
    this.bucket = bucket;
    this.conditions = conditions;
    this.uploads = uploads;
    this.path = path;
    this.options = options;
  }

  @Override
  protected void begin() {
    headers = conditions.onComplete(path, options).orElseThrow(this::unconditional);
    upload =
        uploads.begin(
            path,
            CreateMultipartUploadRequest.builder()
                .contentType(options.contentType().orElse(ContentTypes.NONE))
                .metadata(id.with(MetadataCoding.HEADERS.encoded(options.metadata()))));
  }

  private UnsupportedFeatureException unconditional() {
    return new UnsupportedFeatureException(
        new ErrorContext("write", path.toString(), bucket.store()),
        "this server ignores conditions on multipart uploads: use content that can be opened"
            + " again and is at most 5 GiB, or raise part-size",
        null);
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

  /** Returns the write, after all parts have been sent. */
  PreparedWrite received() {
    FileInfo info =
        new FileInfo(
            path, count(), Instant.EPOCH, "unknown", options.contentType(), options.metadata());
    return new UploadCompletion(begun(), id, info, headers);
  }

  void abort() {
    if (upload != null) {
      upload.abort();
    }
  }
}
