package dev.coffer.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, mostly as 64 hexadecimal digits in lower case. */
public final class Sha256 {
  private Sha256() {}

  /**
   * Returns the digest of bytes.
   *
   * @param bytes any
   * @return 64 digits
   */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * Returns the digest of a text in UTF-8.
   *
   * @param text any
   * @return 64 digits
   */
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the digest of parts, each with its length before it, so that no other parts have the
   * same digest.
   *
   * @param parts any
   * @return 64 digits
   */
  public static String hexOfParts(byte[]... parts) {
    return HexFormat.of().formatHex(ofParts(parts));
  }

  /**
   * Returns the digest of parts as {@link #hexOfParts} does, without making digits of it.
   *
   * @param parts any
   * @return 32 bytes
   */
  public static byte[] ofParts(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
      digest.update(part);
    }
    return digest.digest();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
