package dev.coffer.s3;

import dev.coffer.remote.Crc;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Verifies the checksum of a complete object, which the head of a response contains, against the
 * bytes received over all connections. A checksum of the checksums of parts cannot be verified
 * against the bytes.
 *
 * <p>Formats: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 * object integrity</a>; checksums are in Base64, CRCs in big-endian order.
 */
final class WholeObjectChecksum {
  /** The checksum algorithms, by the header that contains the checksum. */
  private static final Map<String, Function<String, WholeObjectChecksum>> ALGORITHMS =
      Map.of(
          "x-amz-checksum-crc32", expected -> cyclic(new CRC32(), expected),
          "x-amz-checksum-crc32c", expected -> cyclic(new CRC32C(), expected),
          "x-amz-checksum-sha1", expected -> digested("SHA-1", expected),
          "x-amz-checksum-sha256", expected -> digested("SHA-256", expected));

  private final Sum sum;
  private final Supplier<byte[]> bytes;
  private final String expected;

  /** Receives the bytes to be summed. */
  private interface Sum {
    void add(byte[] bytes, int offset, int length);
  }

  private WholeObjectChecksum(Sum sum, Supplier<byte[]> bytes, String expected) {
    this.sum = sum;
    this.bytes = bytes;
    this.expected = expected;
  }

  /** Returns the checksum of the object of a response; empty if the head contains none. */
  static Optional<WholeObjectChecksum> of(SdkHttpResponse head) {
    for (Map.Entry<String, Function<String, WholeObjectChecksum>> each : ALGORITHMS.entrySet()) {
      String expected = head.firstMatchingHeader(each.getKey()).orElse("");
      if (!expected.isEmpty() && !expected.contains("-")) {
        return Optional.of(each.getValue().apply(expected));
      }
    }
    return Optional.empty();
  }

  private static WholeObjectChecksum cyclic(Checksum sum, String expected) {
    return new WholeObjectChecksum(sum::update, () -> Crc.bytes(sum), expected);
  }

  private static WholeObjectChecksum digested(String algorithm, String expected) {
    MessageDigest digest = Digests.of(algorithm);
    return new WholeObjectChecksum(digest::update, digest::digest, expected);
  }

  void add(byte[] added, int offset, int length) {
    sum.add(added, offset, length);
  }

  /** Returns whether the bytes match the checksum, after all have been added. */
  boolean isRight() {
    return Base64.getEncoder().encodeToString(bytes.get()).equals(expected);
  }
}
