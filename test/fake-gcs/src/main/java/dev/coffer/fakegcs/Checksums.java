package dev.coffer.fakegcs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The checksums of an object's content, in Base64.
 *
 * <p>Documentation: {@code data-validation}.
 *
 * @param crc32c the CRC32C in big-endian order
 * @param md5 the MD5; empty for a composed object
 */
record Checksums(String crc32c, Optional<String> md5) {
  /** Computes the checksums of content in pieces. */
  static final class Sum {
    private final CRC32C crc32c = new CRC32C();
    private final MessageDigest md5;

    Sum() {
      try {
        md5 = MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has MD5", e);
      }
    }

    void add(byte[] bytes, int offset, int length) {
      crc32c.update(bytes, offset, length);
      md5.update(bytes, offset, length);
    }

    /** Returns the checksums of all content; nothing can be added afterwards. */
    Checksums end() {
      byte[] crc = ByteBuffer.allocate(4).putInt((int) crc32c.getValue()).array();
      Base64.Encoder base64 = Base64.getEncoder();
      return new Checksums(
          base64.encodeToString(crc), Optional.of(base64.encodeToString(md5.digest())));
    }
  }

  /** Returns the checksum in a header of a request; its prefix is the kind of checksum. */
  static Optional<String> said(ApiCall call, String start) {
    return call.header("x-goog-hash").stream()
        .flatMap(all -> Arrays.stream(all.split(",")))
        .map(String::strip)
        .filter(each -> each.startsWith(start))
        .map(each -> each.substring(start.length()))
        .findFirst();
  }

  Checksums withoutMd5() {
    return new Checksums(crc32c, Optional.empty());
  }

  /** Refuses content that does not match the stated checksums. */
  void verify(Optional<String> saidCrc32c, Optional<String> saidMd5) {
    verify("CRC32C", saidCrc32c, crc32c);
    if (md5.isPresent()) {
      verify("MD5 hash", saidMd5, md5.get());
    }
  }

  private static void verify(String kind, Optional<String> said, String calculated) {
    if (said.filter(value -> !value.equals(calculated)).isPresent()) {
      throw Refusal.invalid(
          String.format(
              "Provided %s \"%s\" doesn't match calculated %s \"%s\".",
              kind, said.get(), kind, calculated));
    }
  }
}
