package dev.coffer.compression;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The lengths of the frames of a file, in their order. */
final class FrameLengths {
  static final FrameLengths NONE = new FrameLengths(new int[0]);

  private final int[] lengths;
  private final long[] starts;

  private FrameLengths(int[] lengths) {
    this.lengths = lengths;
    this.starts = new long[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      starts[i + 1] = starts[i] + lengths[i];
    }
  }

  static FrameLengths of(int[] lengths, int count) {
    return new FrameLengths(Arrays.copyOf(lengths, count));
  }

  /** Reads lengths that follow each other. */
  static FrameLengths get(ByteBuffer from, int count) {
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = from.getInt();
    }
    return new FrameLengths(lengths);
  }

  int count() {
    return lengths.length;
  }

  int length(int frame) {
    return lengths[frame];
  }

  /** Returns where a frame begins, from the beginning of the first; that of none is the end. */
  long start(int frame) {
    return starts[frame];
  }

  long total() {
    return starts[lengths.length];
  }

  /** Returns the lengths from one frame to another, as {@link #get} reads them. */
  byte[] bytes(int from, int to) {
    byte[] bytes = new byte[Integer.BYTES * (to - from)];
    ByteBuffer buffer = LittleEndian.wrap(bytes, 0);
    for (int i = from; i < to; i++) {
      buffer.putInt(lengths[i]);
    }
    return bytes;
  }

  byte[] bytes() {
    return bytes(0, lengths.length);
  }

  /** Returns whether each may be the length of a frame. */
  boolean arePositive() {
    return Arrays.stream(lengths).allMatch(length -> length > 0);
  }
}
