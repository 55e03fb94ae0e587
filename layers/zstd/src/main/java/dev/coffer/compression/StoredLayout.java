package dev.coffer.compression;

import java.util.Arrays;

/**
 * Where everything is in a compressed file.
 *
 * @param format the format of its frames
 * @param headLength the number of bytes before the first frame
 * @param frameSize the size of the content of each frame but the last
 * @param plainSize the size of the file as its users see it
 * @param lengths the lengths of its frames
 */
record StoredLayout(
    FrameFormat format, int headLength, int frameSize, long plainSize, FrameLengths lengths) {
  /** Returns how many frames a content makes. */
  static long frames(long plainSize, int frameSize) {
    return plainSize <= 0 ? 0 : (plainSize - 1) / frameSize + 1;
  }

  /** Returns the size of the file as it is stored. */
  long storedSize() {
    return headLength + lengths.total() + format.footLength(lengths.count());
  }

  byte[] foot() {
    return format.foot(this);
  }

  /** Returns where a frame begins; that of none is where the foot begins. */
  long offset(int frame) {
    return headLength + lengths.start(frame);
  }

  /** Returns the size of the content of a frame. */
  int plainLength(int frame) {
    return (int) Math.min(frameSize, plainSize - (long) frame * frameSize);
  }

  /** Returns the number of frames, of a size that is possible. */
  int frames() {
    return Math.toIntExact(frames(plainSize, frameSize));
  }

  /** Returns whether a foot may be about so many frames. */
  boolean mayHave(int frames) {
    return plainSize < 0
        ? frames > 0 && frames <= StoredHead.MOST_FRAMES_OF_ALL
        : frames == frames(plainSize, frameSize);
  }

  /** Returns whether the lengths of the frames are known. */
  boolean isComplete() {
    return lengths.count() == frames(plainSize, frameSize);
  }

  /** Returns a layout for those who read all frames, and so find out their lengths themselves. */
  StoredLayout withoutLargeTable() {
    return lengths.count() > StoredHead.MOST_FRAMES ? with(FrameLengths.NONE) : this;
  }

  StoredLayout with(FrameLengths known) {
    return new StoredLayout(format, headLength, frameSize, plainSize, known);
  }

  /** Returns this layout if it is that of a file of a size. */
  StoredLayout of(long size) throws CorruptFramesException {
    if (!lengths.arePositive() || storedSize() != size) {
      throw new CorruptFramesException(
          "it has " + size + " bytes instead of " + storedSize() + ": it was cut or extended");
    }
    return this;
  }

  /**
   * Returns the layout that a foot tells.
   *
   * @throws CorruptFramesException if it is not the foot of a file with that head
   */
  StoredLayout with(byte[] foot, int frames) throws CorruptFramesException {
    if (frames(format.plainSize(foot), frameSize) != frames) {
      throw new CorruptFramesException("the table at its end is damaged");
    }
    StoredFoot told = format.parse(foot, frames);
    StoredLayout layout =
        new StoredLayout(format, headLength, frameSize, told.plainSize(), told.lengths());
    boolean fits = plainSize == -1 || plainSize == told.plainSize();
    if (!fits || frames == 0 || !layout.isComplete() || !Arrays.equals(layout.foot(), foot)) {
      throw new CorruptFramesException("the table at its end is damaged");
    }
    return layout;
  }
}
