package dev.coffer.remote;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.Checksum;

/** Encodes 32-bit cyclic checksums as services do, in big-endian order. */
public final class Crc {
  private Crc() {}

  /**
   * Returns a checksum as bytes.
   *
   * @param crc of 32 bits
   * @return four bytes
   */
  public static byte[] bytes(Checksum crc) {
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
  }

  /**
   * Returns a checksum as text.
   *
   * @param crc of 32 bits
   * @return its four bytes in Base64
   */
  public static String base64(Checksum crc) {
    return Base64.getEncoder().encodeToString(bytes(crc));
  }
}
