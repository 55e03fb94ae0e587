package dev.coffer.compression;

import java.nio.ByteBuffer;

/**
 * What the end of a file says.
 *
 * @param plainSize the size of the file as its users see it
 * @param lengths the lengths of its frames
 */
record StoredFoot(long plainSize, FrameLengths lengths) {
  static final int TEXT_LENGTH = 24;

  /**
   * Returns the text of a note; its checksum is also that of the lengths, which stand beside it.
   */
  byte[] text() {
    byte[] bytes = lengths.bytes();
    byte[] text = new byte[TEXT_LENGTH];
    ByteBuffer told = LittleEndian.wrap(text, 0);
    told.put(StoredHead.title('F')).putLong(plainSize).putInt(lengths.count());
    int checksum = LittleEndian.checksum(text, told.position());
    told.putInt(checksum ^ LittleEndian.checksum(bytes, bytes.length));
    return text;
  }

  /** Returns the size that a text tells. */
  static long plainSize(byte[] bytes, int textStart) {
    return LittleEndian.wrap(bytes, textStart + StoredHead.title().length).getLong();
  }

  /** Returns the number of frames that a text tells. */
  static int frames(byte[] bytes, int textStart) {
    return LittleEndian.wrap(bytes, textStart + StoredHead.title().length + Long.BYTES).getInt();
  }
}
