package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.Lifetime;
import dev.coffer.remote.Part;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A multipart upload in progress; nothing of the file is visible before its completion. */
final class S3Upload {
  private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);
  private static final String CRC32_OF_ZERO = "0gLvjQ==";
  private static final String CRC32_OF_NOTHING = "AAAAAA==";

  final S3Bucket bucket;
  final String operation;
  final FilePath path;
  final String key;
  final String id;
  private final BodyChecksum checksum;
  private final ConcurrentSkipListMap<Integer, CompletedPart> parts = new ConcurrentSkipListMap<>();

  private S3Upload(
      S3Bucket bucket,
      String operation,
      FilePath path,
      String key,
      String id,
      BodyChecksum checksum) {
    this.bucket = bucket;
    this.operation = operation;
    this.path = path;
    this.key = key;
    this.id = id;
    this.checksum = checksum;
  }

  /**
   * Begins an upload.
   *
   * @param request the request with content type and metadata; the rest is added here
   * @param checksum what each part carries
   */
  static S3Upload begin(
      S3Bucket bucket,
      String operation,
      FilePath path,
      CreateMultipartUploadRequest.Builder request,
      BodyChecksum checksum) {
    String key = bucket.keys.key(operation, path);
    String id =
        bucket.call(
            operation,
            path.toString(),
            () ->
                bucket
                    .client
                    .createMultipartUpload(
                        bucket
                            .objectSettings
                            .on(request)
                            .checksumAlgorithm(checksum.algorithm())
                            .bucket(bucket.keys.bucket())
                            .key(key)
                            .build())
                    .uploadId());
    if (id == null || id.isEmpty()) {
      throw new StorageFailureException(
          new ErrorContext(operation, path.toString(), bucket.store()),
          "the server's response does not contain an upload id",
          null);
    }
    return new S3Upload(bucket, operation, path, key, id, checksum);
  }

  void send(Part part) {
    Payload payload = Payload.of(part, checksum, path, bucket.store());
    String etag = bucket.call(operation, path.toString(), () -> put(part.number(), payload).eTag());
    done(part.number(), etag, payload.crc32());
  }

  private UploadPartResponse put(int number, Payload payload) {
    return bucket.client.uploadPart(
        r ->
            r.bucket(bucket.keys.bucket())
                .key(key)
                .uploadId(id)
                .partNumber(number)
                .contentLength(payload.length())
                .contentMD5(payload.md5())
                .checksumCRC32(payload.crc32()),
        payload.body());
  }

  /**
   * Returns whether a part with a wrong CRC32 is refused while one with its own is accepted. The
   * first part of the file replaces what this sends. If the answer is no or an error, the upload is
   * aborted.
   */
  boolean isCrc32Verified() {
    boolean verified = false;
    try {
      verified = isRefused(CRC32_OF_NOTHING) && !isRefused(CRC32_OF_ZERO);
      return verified;
    } catch (SdkException e) {
      throw bucket.translate(operation, path.toString(), e);
    } finally {
      if (!verified) {
        abort();
      }
    }
  }

  private boolean isRefused(String crc32) {
    RequestBody zero = RequestBody.fromBytes(new byte[1]);
    Payload payload = new Payload(1, zero, BodyChecksum.CRC32, crc32, () -> null);
    try {
      Object unused = bucket.send(() -> put(1, payload));
      return false;
    } catch (S3Exception e) {
      if (e.statusCode() == 400) {
        return true;
      }
      throw e;
    }
  }

  /** Records a part that the server has; the completion must repeat its CRC32. */
  void done(int number, String etag, @Nullable String crc32) {
    parts.put(
        number, CompletedPart.builder().partNumber(number).eTag(etag).checksumCRC32(crc32).build());
  }

  List<CompletedPart> parts() {
    return List.copyOf(parts.values());
  }

  /** Aborts the upload, even if the thread is interrupted. Never throws. */
  void abort() {
    Lifetime.afterInterrupt(this::tryToAbort);
  }

  private void tryToAbort() {
    try {
      bucket.client.abortMultipartUpload(r -> r.bucket(bucket.keys.bucket()).key(key).uploadId(id));
    } catch (RuntimeException e) { // a closed client throws exceptions of its own
      LOG.warn("the unfinished upload {} of {} could not be aborted on {}", id, path, bucket, e);
    }
  }
}
