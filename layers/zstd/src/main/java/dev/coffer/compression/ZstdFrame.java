package dev.coffer.compression;

import java.io.IOException;

/** Finds the end of a frame by the sizes of its blocks, without a look at what is in them. */
final class ZstdFrame {
  private static final int MAGIC = 0xFD2FB528;
  private static final int SMALLEST_HEADER = 6;
  private static final int BLOCK_HEADER = 3;
  private static final int CHECKSUM = 4;
  private static final int RLE = 1;
  private static final int RESERVED = 3;

  private final StoredBytes in;
  private final byte[] frame;
  private int length;

  ZstdFrame(StoredBytes in, byte[] frame) {
    this.in = in;
    this.frame = frame;
  }

  int read() throws IOException {
    take(SMALLEST_HEADER);
    if (LittleEndian.wrap(frame, 0).getInt() != MAGIC) {
      throw new CorruptFramesException("a frame does not begin where it must");
    }
    int descriptor = frame[4];
    take(headerLength(descriptor) - SMALLEST_HEADER);
    while (!isLast()) {}
    if ((descriptor & 4) == 0) {
      throw new CorruptFramesException("a frame has no checksum");
    }
    take(CHECKSUM);
    return length;
  }

  private static int headerLength(int descriptor) {
    boolean single = (descriptor & 0x20) != 0;
    int sizeFlag = (descriptor >> 6) & 3;
    int size = sizeFlag == 0 ? (single ? 1 : 0) : 1 << sizeFlag;
    int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
    return 5 + (single ? 0 : 1) + dictionary + size;
  }

  /** Reads a block. */
  private boolean isLast() throws IOException {
    take(BLOCK_HEADER);
    int header = LittleEndian.wrap(frame, length - BLOCK_HEADER - 1).getInt() >>> 8;
    int type = (header >> 1) & 3;
    if (type == RESERVED) {
      throw new CorruptFramesException("a frame has a block of no known type");
    }
    take(type == RLE ? 1 : header >>> 3);
    return (header & 1) != 0;
  }

  private void take(int count) throws IOException {
    if (count > frame.length - length) {
      throw new CorruptFramesException("a frame is larger than any");
    }
    in.read(frame, length, count);
    length += count;
  }
}
