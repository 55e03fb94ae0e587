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
 * The sum of a whole object, as the head of an answer tells it and as the JDK knows it, compared
 * with the bytes of all connections that bring them. A checksum of the parts' checksums says
 * nothing of the bytes as they come.
 *
 * <p>Shapes: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 * object integrity</a>; sums stand in Base64, CRCs with their first byte first.
 */
final class WholeObjectChecksum {
  /** How bytes are summed up, by the header that has the sum. */
  private static final Map<String, Function<String, WholeObjectChecksum>> ALGORITHMS =
      Map.of(
          "x-amz-checksum-crc32", expected -> cyclic(new CRC32(), expected),
          "x-amz-checksum-crc32c", expected -> cyclic(new CRC32C(), expected),
          "x-amz-checksum-sha1", expected -> digested("SHA-1", expected),
          "x-amz-checksum-sha256", expected -> digested("SHA-256", expected));

  private final Sum sum;
  private final Supplier<byte[]> bytes;
  private final String expected;

  /** What bytes are added to. */
  private interface Sum {
    void add(byte[] bytes, int offset, int length);
  }

  private WholeObjectChecksum(Sum sum, Supplier<byte[]> bytes, String expected) {
    this.sum = sum;
    this.bytes = bytes;
    this.expected = expected;
  }

  /** The sum of the object that an answer brings; nothing when the head tells none. */
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

  /** Whether the bytes are those of the object; once all were added. */
  boolean isRight() {
    return Base64.getEncoder().encodeToString(bytes.get()).equals(expected);
  }
}
