package dev.coffer.s3;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import dev.coffer.concurrent.TaskFailure;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.KeyVersion;
import dev.coffer.remote.MetadataCoding;
import dev.coffer.s3.direct.ObjectHead;
import dev.coffer.s3.direct.ObjectPut;
import dev.coffer.s3.direct.PutResult;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes a file with one request. */
final class SinglePut implements PreparedWrite {
  private final S3Bucket bucket;
  private final FilePath path;
  private final Payload payload;
  private final WriteOptions options;
  private final S3WriteId id = S3WriteId.next();
  private final ObjectPut put;

  SinglePut(
      S3Bucket bucket,
      Conditions conditions,
      FilePath path,
      Payload payload,
      WriteOptions options) {
    this.bucket = bucket;
    this.path = path;
    this.payload = payload;
    this.options = options;
    Map<String, String> metadata = MetadataCoding.HEADERS.encoded(options.metadata());
    this.put =
        new ObjectPut(
            bucket.keys.key("write", path),
            payload.body(),
            options.contentType().orElse(ContentTypes.NONE),
            payload.md5(),
            payload.crc32(),
            options.isConditional() ? id.with(metadata) : metadata,
            conditions.onPut(path, options));
  }

  @Override
  public Optional<FileInfo> attempt(Attempts attempts) {
    try {
      return Optional.of(proven(bucket.send(() -> bucket.objects.put(put))));
    } catch (S3Exception e) {
      return resolveRefusal(attempts, e);
    } catch (SdkException e) {
      throwFailureOfContent();
      throw bucket.translate("write", path.toString(), e);
    }
  }

  /** Returns the file, or empty if the request must be repeated. */
  private Optional<FileInfo> resolveRefusal(Attempts attempts, S3Exception e) {
    if (options.isConditional() && !S3Errors.isMissingBucket(e)) {
      boolean refused = e.statusCode() == 412 || e.statusCode() == 404;
      if (refused) {
        return Optional.of(earlierSuccess(attempts, e));
      }
      if (e.statusCode() == 409 && attempts.again()) {
        return Optional.empty();
      }
    }
    throw bucket.translate("write", path.toString(), e);
  }

  /**
   * Returns the file if an earlier attempt created it and its response was lost; throws a conflict
   * otherwise.
   */
  private FileInfo earlierSuccess(Attempts attempts, S3Exception refusal) {
    Integer sent = refusal.numAttempts();
    boolean repeated = attempts.areRepeated() || sent == null || sent > 1;
    Optional<FileInfo> own = repeated ? id.find(bucket, path) : Optional.empty();
    return own.orElseThrow(() -> conflict(refusal));
  }

  private ConflictException conflict(S3Exception refusal) {
    boolean missing = refusal.statusCode() == 404;
    String hint =
        missing ? "there is no such file" : "the file exists or has changed: read it again";
    return bucket.errors.conflict(path, hint, refusal);
  }

  private void throwFailureOfContent() {
    Throwable failure = payload.failure().get();
    if (failure != null) {
      throw TaskFailure.toThrow(failure);
    }
  }

  /**
   * A page of a captive portal may be a success and have an etag; S3 answers with 200 and a strong
   * one. Some gateways can be told to answer with another success: then the file is looked at.
   */
  private FileInfo proven(PutResult result) {
    FileInfo written = info(result);
    boolean strong = !written.etag().startsWith("W/");
    if (!strong || (result.http().statusCode() != 200 && !isThere(written))) {
      throw bucket.errors.unconfirmed(
          "write", path.toString(), "the response does not prove that the file was written");
    }
    return written;
  }

  private boolean isThere(FileInfo written) {
    ObjectHead there;
    try {
      there =
          bucket.call(
              "stat", path.toString(), () -> bucket.sdk.head(KeyVersion.current(put.key())));
    } catch (NotFoundException e) {
      return false;
    }
    FileInfo found = S3FileInfos.of(path, there);
    return found.size() == written.size() && found.etag().equals(written.etag());
  }

  private FileInfo info(PutResult result) {
    return new FileInfo(
        path,
        payload.length(),
        S3FileInfos.responseTime(result.http()),
        S3FileInfos.etag(result.etag()),
        options.contentType(),
        options.metadata());
  }
}
