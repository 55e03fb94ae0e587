package dev.coffer.s3;

import dev.coffer.remote.Crc;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The body of an answer that is compared with the checksum in its head, as far as the JDK knows the
 * algorithm. A checksum of the parts' checksums says nothing of the bytes as they come.
 *
 * <p>Shapes: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 * object integrity</a>; sums stand in Base64, CRCs with their first byte first.
 */
final class ChecksummedBody extends InputStream {
  /** How a body is summed up, by the header that has the sum. */
  private static final Map<String, Summing> ALGORITHMS =
      Map.of(
          "x-amz-checksum-crc32", (body, sum) -> cyclic(body, new CRC32(), sum),
          "x-amz-checksum-crc32c", (body, sum) -> cyclic(body, new CRC32C(), sum),
          "x-amz-checksum-sha1", (body, sum) -> digested(body, "SHA-1", sum),
          "x-amz-checksum-sha256", (body, sum) -> digested(body, "SHA-256", sum));

  private final InputStream summed;
  private final Supplier<byte[]> sum;
  private final String expected;
  private boolean ended;

  /** Makes a body that is compared with a sum. */
  private interface Summing {
    ChecksummedBody of(InputStream body, String expected);
  }

  private ChecksummedBody(InputStream summed, Supplier<byte[]> sum, String expected) {
    this.summed = summed;
    this.sum = sum;
    this.expected = expected;
  }

  /** The body as it is to be read; the same one when there is nothing to compare it with. */
  static AbortableInputStream of(SdkHttpResponse head, AbortableInputStream body) {
    for (Map.Entry<String, Summing> each : ALGORITHMS.entrySet()) {
      String expected = head.firstMatchingHeader(each.getKey()).orElse("");
      if (!expected.isEmpty() && !expected.contains("-")) {
        return AbortableInputStream.create(each.getValue().of(body, expected), body);
      }
    }
    return body;
  }

  private static ChecksummedBody cyclic(InputStream body, Checksum sum, String expected) {
    return new ChecksummedBody(new CheckedInputStream(body, sum), () -> Crc.bytes(sum), expected);
  }

  private static ChecksummedBody digested(InputStream body, String algorithm, String expected) {
    MessageDigest digest = Digests.of(algorithm);
    return new ChecksummedBody(new DigestInputStream(body, digest), digest::digest, expected);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = summed.read(buffer, offset, length);
    if (read < 0 && !ended) {
      ended = true;
      compare();
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    summed.close();
  }

  private void compare() {
    byte[] told;
    try {
      told = Base64.getDecoder().decode(expected);
    } catch (IllegalArgumentException e) {
      throw SdkClientException.create("the checksum of the answer is none: " + expected, e);
    }
    if (!Arrays.equals(told, sum.get())) {
      throw SdkClientException.create("the bytes do not have the checksum " + expected);
    }
  }
}
