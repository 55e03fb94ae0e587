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
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/** A multipart upload in progress; nothing of the file is visible before its completion. */
final class S3Upload {
  private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);

  final S3Bucket bucket;
  final String operation;
  final FilePath path;
  final String key;
  final String id;
  private final ConcurrentSkipListMap<Integer, CompletedPart> parts = new ConcurrentSkipListMap<>();

  private S3Upload(S3Bucket bucket, String operation, FilePath path, String key, String id) {
    this.bucket = bucket;
    this.operation = operation;
    this.path = path;
    this.key = key;
    this.id = id;
  }

  /**
   * Begins an upload.
   *
   * @param request the request with content type and metadata; the rest is added here
   */
  static S3Upload begin(
      S3Bucket bucket,
      String operation,
      FilePath path,
      CreateMultipartUploadRequest.Builder request) {
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
    return new S3Upload(bucket, operation, path, key, id);
  }

  void send(Part part) {
    Payload payload = Payload.of(part, bucket.sum, path, bucket.store());
    String etag =
        bucket.call(
            operation,
            path.toString(),
            () ->
                bucket
                    .client
                    .uploadPart(
                        r ->
                            r.bucket(bucket.keys.bucket())
                                .key(key)
                                .uploadId(id)
                                .partNumber(part.number())
                                .contentLength(payload.length())
                                .contentMD5(payload.md5())
                                .checksumCRC32(payload.crc32()),
                        payload.body())
                    .eTag());
    done(part.number(), etag, payload.crc32());
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
