package dev.coffer.s3;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.Attempts;
import dev.coffer.s3.direct.ConditionHeaders;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Creates the file from the parts of an upload. If the response is lost, the write's id shows the
 * outcome.
 */
final class UploadCompletion implements PreparedWrite {
  private final S3Upload upload;
  private final S3Bucket bucket;
  private final FilePath path;
  private final S3WriteId id;
  private final FileInfo info;
  private final ConditionHeaders headers;

  /**
   * Creates the completion of an upload.
   *
   * @param info the file's information, except for time and etag
   * @param headers the condition
   */
  UploadCompletion(S3Upload upload, S3WriteId id, FileInfo info, ConditionHeaders headers) {
    this.upload = upload;
    this.bucket = upload.bucket;
    this.path = upload.path;
    this.id = id;
    this.info = info;
    this.headers = headers;
  }

  @Override
  public Optional<FileInfo> attempt(Attempts attempts) {
    try {
      return Optional.of(fileInfo(send()));
    } catch (S3Exception e) {
      return resolveRefusal(attempts, e);
    } catch (SdkException e) {
      return Optional.of(
          id.find(bucket, path)
              .orElseThrow(() -> bucket.translate(upload.operation, path.toString(), e)));
    }
  }

  @Override
  public void abort() {
    upload.abort();
  }

  private CompleteMultipartUploadResponse send() {
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(bucket.keys.bucket())
            .key(upload.key)
            .uploadId(upload.id)
            .ifNoneMatch(headers.ifNoneMatch())
            .ifMatch(headers.ifMatch())
            .multipartUpload(m -> m.parts(upload.parts()))
            .build();
    return bucket.send(() -> bucket.client.completeMultipartUpload(request));
  }

  private FileInfo fileInfo(CompleteMultipartUploadResponse answer) {
    if (answer.eTag() == null || answer.eTag().isEmpty()) {
      return confirmed();
    }
    return new FileInfo(
        path,
        info.size(),
        S3FileInfos.responseTime(answer.sdkHttpResponse()),
        S3FileInfos.etag(answer.eTag()),
        info.contentType(),
        info.metadata());
  }

  /**
   * Some servers respond without an etag, and so does a captive portal: it is decisive whether the
   * existing file is that of this write.
   */
  private FileInfo confirmed() {
    return id.find(bucket, path)
        .filter(found -> found.size() == info.size())
        .orElseThrow(
            () ->
                bucket.errors.unconfirmed(
                    upload.operation,
                    path.toString(),
                    "the file at " + path + " is not that of this write"));
  }

  /** Returns whether a successful response may have been lost before this refusal. */
  private static boolean mayBeDone(Attempts attempts, S3Exception e) {
    Integer sent = e.numAttempts();
    boolean repeated = attempts.areRepeated() || sent == null || sent > 1;
    return repeated || e.statusCode() >= 500 || e.statusCode() == 404;
  }

  /** Returns the file, or empty if the request must be repeated. */
  private Optional<FileInfo> resolveRefusal(Attempts attempts, S3Exception e) {
    Optional<FileInfo> own = mayBeDone(attempts, e) ? id.find(bucket, path) : Optional.empty();
    if (own.isPresent()) {
      return own;
    }
    boolean conditional = !headers.equals(ConditionHeaders.NONE);
    if (e.statusCode() == 412 && conditional) {
      throw bucket.errors.conflict(path, "the file exists or has changed: read it again", e);
    }
    if (e.statusCode() == 404 && S3Errors.code(e).equals("NoSuchUpload")) {
      throw new LostUploadException(e);
    }
    if (e.statusCode() == 404 && conditional && !S3Errors.isMissingBucket(e)) {
      throw bucket.errors.conflict(path, "there is no such file", e);
    }
    if (e.statusCode() == 409 && attempts.again()) {
      return Optional.empty();
    }
    throw bucket.translate(upload.operation, path.toString(), e);
  }
}
