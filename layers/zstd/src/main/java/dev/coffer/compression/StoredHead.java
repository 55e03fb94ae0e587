package dev.coffer.compression;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the first note of a file says.
 *
 * @param frameSize the size of the content of each frame but the last
 * @param plainSize the size of the file as its users see it; -1 if the foot alone tells it
 * @param frames how many lengths of frames follow; 0 if the foot alone tells them
 */
record StoredHead(int frameSize, long plainSize, int frames) {
  /** A larger file has the lengths of its frames at the end. */
  static final int MOST_FRAMES = 1024;

  /** No file makes its reader allocate more for a frame. */
  static final int LARGEST_FRAME_SIZE = 8 << 20;

  /** No writer makes smaller frames, and no file makes its reader allocate more for its table. */
  private static final int SMALLEST_FRAME_SIZE = 16;

  /** No file has more frames: of a mebibyte each, they are almost two tebibytes. */
  static final int MOST_FRAMES_OF_ALL = 2_000_000;

  /** The number of bytes before the lengths. */
  static final int FIXED = 28;

  private static final int CHECKSUM = Integer.BYTES;

  /** With these bytes the text of each head begins. */
  static byte[] title() {
    return title('H');
  }

  /** The name, the version of the format and the kind of a note. */
  static byte[] title(char kind) {
    return ("coffer\1" + kind).getBytes(StandardCharsets.US_ASCII);
  }

  int textLength() {
    return textLength(frames);
  }

  static int textLength(int frames) {
    return FIXED + (frames == 0 ? 0 : Integer.BYTES * frames + CHECKSUM);
  }

  /** Returns the text of a head with lengths, or without if it has none. */
  byte[] text(FrameLengths lengths) {
    byte[] text = Arrays.copyOf(fixed(), textLength());
    if (frames > 0) {
      byte[] bytes = lengths.bytes();
      ByteBuffer rest = LittleEndian.wrap(text, FIXED).put(bytes);
      rest.putInt(LittleEndian.checksum(bytes, bytes.length));
    }
    return text;
  }

  /** Reads all of a text but the lengths. */
  static StoredHead parse(byte[] text) throws CorruptFramesException {
    ByteBuffer bytes = LittleEndian.wrap(text, title().length);
    StoredHead head = new StoredHead(bytes.getInt(), bytes.getLong(), bytes.getInt());
    if (!head.isPossible() || !Arrays.equals(head.fixed(), Arrays.copyOf(text, FIXED))) {
      throw new CorruptFramesException("its first bytes are damaged");
    }
    return head;
  }

  private byte[] fixed() {
    byte[] text = new byte[FIXED];
    ByteBuffer told = LittleEndian.wrap(text, 0);
    told.put(title()).putInt(frameSize).putLong(plainSize).putInt(frames);
    told.putInt(LittleEndian.checksum(text, told.position()));
    return text;
  }

  private boolean isPossible() {
    return frameSize >= SMALLEST_FRAME_SIZE
        && frameSize <= LARGEST_FRAME_SIZE
        && (plainSize == -1 || plainSize > 0)
        && StoredLayout.frames(plainSize, frameSize) <= MOST_FRAMES_OF_ALL
        && (frames == 0
            || (frames <= MOST_FRAMES && frames == StoredLayout.frames(plainSize, frameSize)));
  }

  /** Reads the lengths of a whole text. */
  FrameLengths lengths(byte[] text) throws CorruptFramesException {
    FrameLengths lengths = FrameLengths.get(LittleEndian.wrap(text, FIXED), frames);
    if (!Arrays.equals(text(lengths), text)) {
      throw new CorruptFramesException("its first bytes are damaged");
    }
    return lengths;
  }
}
