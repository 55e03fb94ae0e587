package dev.coffer.compression;

import dev.coffer.ReadOptions;

/**
 * A part of a compressed file as its users see it, and where that is stored.
 *
 * @param layout of the file, with the lengths of the frames
 * @param offset the first byte
 * @param length the number of bytes, at least one and all of which are there
 */
record PlainRange(StoredLayout layout, long offset, long length) {
  /** Returns the number of the frame in which the range begins. */
  int firstFrame() {
    return (int) (offset / layout.frameSize());
  }

  int offsetInFrame() {
    return (int) (offset % layout.frameSize());
  }

  long storedOffset() {
    return layout.offset(firstFrame());
  }

  long storedLength() {
    int last = (int) ((offset + length - 1) / layout.frameSize());
    return layout.offset(last + 1) - storedOffset();
  }

  /** Returns options that read the frames in which the range is. */
  ReadOptions stored(ReadOptions options) {
    return options.range(storedOffset(), storedLength());
  }
}
