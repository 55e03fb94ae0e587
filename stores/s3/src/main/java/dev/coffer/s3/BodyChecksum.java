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

/** The sum that goes with a body in a header, for the server to compare. */
enum BodyChecksum {
  /** None: the signature covers the body, or the client adds a sum of its own. */
  NONE,
  /** MD5, which every server knows. */
  MD5,
  /** CRC32, which costs a thirtieth of it. */
  CRC32;

  /**
   * The sum as headers have it.
   *
   * @param content is read for it
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

  /** What an upload in parts must be told of the sums of its parts before. */
  @Nullable ChecksumAlgorithm algorithm() {
    return this == CRC32 ? ChecksumAlgorithm.CRC32 : null;
  }

  /** What bytes are added to. */
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
