package dev.coffer.s3;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.remote.Crc;
import dev.coffer.spi.ContentSink;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/** The checksum that is sent in a header with a body, for the server to verify. */
enum BodyChecksum {
  /** None: the signature covers the body, or the client adds its own checksum. */
  NONE,
  /** MD5, which every server supports. */
  MD5,
  /** CRC32, which costs a thirtieth of MD5. */
  CRC32;

  /**
   * Returns the checksum as encoded in headers.
   *
   * @param content the content, which is read to compute it
   * @param path the file that is being written, for errors
   * @param store the store, for errors
   */
  @Nullable String of(Content content, FilePath path, String store) {
    return switch (this) {
      case NONE -> null;
      case MD5 -> {
        MessageDigest md5 = Digests.of("MD5");
        new Sink(path, store, md5::update).receive(content);
        yield Base64.getEncoder().encodeToString(md5.digest());
      }
      case CRC32 -> {
        CRC32 crc32 = new CRC32();
        new Sink(path, store, crc32::update).receive(content);
        yield Crc.base64(crc32);
      }
    };
  }

  /** Returns the checksum algorithm that a multipart upload must declare when it begins. */
  @Nullable ChecksumAlgorithm algorithm() {
    return this == CRC32 ? ChecksumAlgorithm.CRC32 : null;
  }

  /** Receives the bytes to be summed. */
  private interface Sum {
    void add(byte[] bytes, int offset, int length);
  }

  private static final class Sink extends ContentSink {
    private final Sum sum;

    Sink(FilePath path, String store, Sum sum) {
      super(path, store);
      this.sum = sum;
    }

    @Override
    protected void accept(byte[] bytes, int offset, int length) {
      sum.add(bytes, offset, length);
    }
  }
}
