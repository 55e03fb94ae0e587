package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.remote.Lifetime;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * Begins the uploads of files in parts, and decides which checksum the parts carry. Whether a
 * server verifies a CRC32 is tested once, with two parts of one byte in the first upload. Whatever
 * such a test meets, the upload is made with the usual checksum.
 */
final class UploadStarts {
  private static final Logger LOG = LoggerFactory.getLogger(UploadStarts.class);

  private final S3Bucket bucket;
  private final BodyChecksum usual;
  private final ReentrantLock testing = new ReentrantLock();

  /** The checksum of parts; null if it is not known yet. */
  private volatile @Nullable BodyChecksum known;

  UploadStarts(S3Bucket bucket) {
    this.bucket = bucket;
    this.usual = bucket.sums.whole();
    this.known = usual == bucket.sums.parts() ? usual : null;
  }

  /**
   * Begins an upload.
   *
   * @param request the request with content type and metadata
   */
  S3Upload begin(FilePath path, CreateMultipartUploadRequest.Builder request) {
    S3Upload tested = known == null ? tested(path, request) : null;
    if (tested != null) {
      return tested;
    }
    BodyChecksum checksum = known;
    return begin(path, request, checksum == null ? usual : checksum);
  }

  private S3Upload begin(
      FilePath path, CreateMultipartUploadRequest.Builder request, BodyChecksum checksum) {
    return S3Upload.begin(bucket, "write", path, request, checksum);
  }

  /**
   * Returns the upload of a test that has shown that the server verifies the checksum. While
   * another upload tests it, this waits, and does not repeat a test that fails.
   */
  private @Nullable S3Upload tested(FilePath path, CreateMultipartUploadRequest.Builder request) {
    boolean isFirst = testing.tryLock();
    try {
      if (!isFirst) {
        testing.lockInterruptibly();
      }
    } catch (InterruptedException e) {
      throw Lifetime.interrupted("write", path.toString(), bucket.store(), e);
    }
    try {
      return isFirst && known == null ? test(path, request) : null;
    } finally {
      testing.unlock();
    }
  }

  private @Nullable S3Upload test(FilePath path, CreateMultipartUploadRequest.Builder request) {
    try {
      S3Upload upload = begin(path, request, bucket.sums.parts());
      boolean verified = upload.isCrc32Verified();
      LOG.debug("CRC32 of a part at {}: {}", bucket, verified);
      known = verified ? bucket.sums.parts() : usual;
      return verified ? upload : null;
    } catch (FileStoreException e) {
      if (e instanceof InterruptedOperationException
          || FailureKind.after(e) == FailureKind.UNREACHABLE) {
        throw e; // the upload itself would meet the same
      }
      LOG.debug("CRC32 of a part at {} could not be tested", bucket, e);
      known = e.isRetryable() ? null : usual;
      return null;
    }
  }
}
