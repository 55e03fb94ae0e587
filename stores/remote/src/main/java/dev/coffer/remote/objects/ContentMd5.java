package dev.coffer.remote.objects;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The sum by which many services check what they receive: {@code Content-MD5}. */
public final class ContentMd5 {
  private ContentMd5() {}

  /**
   * Returns the sum of a content.
   *
   * @param bytes the content
   * @return 16 bytes
   */
  public static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
