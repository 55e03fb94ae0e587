package dev.coffer.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Bytes in the order that both formats have, and their checksum. */
final class LittleEndian {
  private LittleEndian() {}

  /** Returns bytes from an offset on, to be read or written; a negative one is from the end. */
  static ByteBuffer wrap(byte[] bytes, int offset) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(offset < 0 ? bytes.length + offset : offset);
    return buffer;
  }

  static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
