package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;

/**
 * Whether the server verifies a CRC32 when nothing else protects a body. Determined by one probe
 * before the first body is sent. Amazon's own S3 is not probed.
 */
final class ChecksumSupport {
  private final S3Bucket bucket;
  private final LazyProbe<Boolean> compared;

  ChecksumSupport(S3Bucket bucket, boolean trusted) {
    this.bucket = bucket;
    boolean asks = bucket.sums.whole() == BodyChecksum.CRC32 && !trusted;
    this.compared = new LazyProbe<>(bucket, S3Probe::comparesCrc32, asks ? null : true);
  }

  /** Throws if the server would accept a corrupted body. */
  void require(FilePath path) {
    if (!compared.of("write", path)) {
      throw new ConfigurationException(
          new ErrorContext("write", path.toString(), bucket.store()),
          "this server does not verify the CRC32 of a body: remove the option crc32",
          null);
    }
  }
}
