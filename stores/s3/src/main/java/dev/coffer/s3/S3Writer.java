package dev.coffer.s3;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.HttpEtags;

/** Writes a file: with one request if it fits in a part, otherwise in parts. */
final class S3Writer {
  private final S3Bucket bucket;
  private final Conditions conditions;
  private final ChecksumSupport sums;
  private final UploadStarts uploads;

  S3Writer(S3Bucket bucket, Conditions conditions, ChecksumSupport sums) {
    this.bucket = bucket;
    this.conditions = conditions;
    this.sums = sums;
    this.uploads = new UploadStarts(bucket);
  }

  FileInfo write(FilePath path, Content content, WriteOptions options) {
    String unused = bucket.keys.key("write", path);
    bucket.check("write", path.toString());
    refuseImpossible(path, content, options);
    sums.require(path);
    return new S3Write(bucket, conditions, uploads, path, content, options).run();
  }

  private void refuseImpossible(FilePath path, Content content, WriteOptions options) {
    if (options.requiredEtag().filter(etag -> !HttpEtags.isPossible(etag)).isPresent()) {
      throw bucket.errors.conflict(path, "no file has such an etag", null);
    }
    if (content.size().orElse(0) > S3Limits.LARGEST_FILE) {
      throw new UnsupportedFeatureException(
          new ErrorContext("write", path.toString(), bucket.store()),
          "it is larger than 5 TiB",
          null);
    }
  }
}
