package dev.coffer.compression;

import java.io.IOException;
import java.util.Arrays;

/** Reads frames one after the other, in memory for one frame, whatever the file claims. */
final class FrameReader {
  private final StoredLayout layout;
  private final StoredBytes in;
  private final boolean whole;
  private final int count;
  private final byte[] frame;
  private final byte[] plain;
  private int[] lengths = new int[4];
  private int next;

  private FrameReader(StoredLayout layout, StoredBytes in, int first, boolean whole) {
    this.layout = layout;
    this.in = in;
    this.next = first;
    this.whole = whole;
    this.count = layout.frames();
    int largest = count == 0 ? 0 : layout.plainLength(0);
    this.frame = new byte[layout.format().largestFrame(largest)];
    this.plain = new byte[largest];
  }

  /**
   * Reads all frames of a file, and checks what follows the last one before it is given.
   *
   * @param layout perhaps without the lengths of the frames
   * @param in behind the head
   */
  static FrameReader ofAll(StoredLayout layout, StoredBytes in) {
    return new FrameReader(layout, in, 0, true);
  }

  /**
   * Reads some frames of a file.
   *
   * @param layout with the lengths of the frames
   * @param first the number of the first frame
   * @param in from the first frame on
   */
  static FrameReader from(StoredLayout layout, int first, StoredBytes in) {
    return new FrameReader(layout, in, first, false);
  }

  /** Returns the array that holds the content of the last frame that was read. */
  byte[] plain() {
    return plain;
  }

  /** Reads a frame and returns the length of its content. */
  int next() throws IOException {
    int length = layout.format().read(in, frame);
    if (layout.isComplete() && length != layout.lengths().length(next)) {
      throw new CorruptFramesException("a frame is not where the table says");
    }
    int plainLength = layout.plainLength(next);
    layout.format().decompress(frame, length, plain, plainLength);
    if (whole) {
      remember(length);
    }
    next++;
    return plainLength;
  }

  private void remember(int length) throws IOException {
    lengths = next < lengths.length ? lengths : Arrays.copyOf(lengths, 2 * next);
    lengths[next] = length;
    if (next == count - 1) {
      checkFoot(layout.with(FrameLengths.of(lengths, count)).foot());
    }
  }

  private void checkFoot(byte[] foot) throws IOException {
    byte[] read = new byte[foot.length];
    in.read(read, 0, read.length);
    if (!Arrays.equals(foot, read) || in.peek(1).length > 0) {
      throw new CorruptFramesException("the table at its end is damaged");
    }
  }
}
