package dev.coffer.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
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
  /** By the header that has the sum. */
  private static final Map<String, Supplier<Sum>> ALGORITHMS =
      Map.of(
          "x-amz-checksum-crc32", () -> cyclic(new CRC32()),
          "x-amz-checksum-crc32c", () -> cyclic(new CRC32C()),
          "x-amz-checksum-sha1", () -> digest("SHA-1"),
          "x-amz-checksum-sha256", () -> digest("SHA-256"));

  private final InputStream body;
  private final Sum sum;
  private final String expected;
  private boolean ended;

  /** Takes bytes and gives what they sum up to. */
  private interface Sum {
    void add(byte[] bytes, int offset, int length);

    byte[] end();
  }

  private ChecksummedBody(InputStream body, Sum sum, String expected) {
    this.body = body;
    this.sum = sum;
    this.expected = expected;
  }

  /** The body as it is to be read; the same one when there is nothing to compare it with. */
  static AbortableInputStream of(SdkHttpResponse head, AbortableInputStream body) {
    for (Map.Entry<String, Supplier<Sum>> each : ALGORITHMS.entrySet()) {
      String expected = head.firstMatchingHeader(each.getKey()).orElse("");
      if (!expected.isEmpty() && !expected.contains("-")) {
        return AbortableInputStream.create(
            new ChecksummedBody(body, each.getValue().get(), expected), body);
      }
    }
    return body;
  }

  private static Sum cyclic(Checksum checksum) {
    return new Sum() {
      @Override
      public void add(byte[] bytes, int offset, int length) {
        checksum.update(bytes, offset, length);
      }

      @Override
      public byte[] end() {
        return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
      }
    };
  }

  private static Sum digest(String algorithm) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
    return new Sum() {
      @Override
      public void add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public byte[] end() {
        return digest.digest();
      }
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = body.read(buffer, offset, length);
    if (read >= 0) {
      sum.add(buffer, offset, read);
    } else if (!ended) {
      ended = true;
      compare();
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  private void compare() {
    byte[] told;
    try {
      told = Base64.getDecoder().decode(expected);
    } catch (IllegalArgumentException e) {
      throw SdkClientException.create("the checksum of the answer is none: " + expected, e);
    }
    if (!Arrays.equals(told, sum.end())) {
      throw SdkClientException.create("the bytes do not have the checksum " + expected);
    }
  }
}
