package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;

/**
 * Whether the server compares a CRC32 where that alone guards a body, found out by trying, once,
 * before the first body is sent. Amazon's own S3 is not asked.
 */
final class ChecksumSupport {
  private final S3Bucket bucket;
  private final LazyProbe<Boolean> compared;

  ChecksumSupport(S3Bucket bucket, boolean trusted) {
    this.bucket = bucket;
    boolean asks = bucket.sum == BodyChecksum.CRC32 && !trusted;
    this.compared = new LazyProbe<>(bucket, S3Probe::comparesCrc32, asks ? null : true);
  }

  /** Refuses to send a body that nothing would guard. */
  void require(FilePath path) {
    if (!compared.of("write", path)) {
      throw new ConfigurationException(
          new ErrorContext("write", path.toString(), bucket.store()),
          "this server does not compare the CRC32 of a body: leave out the option crc32",
          null);
    }
  }
}
