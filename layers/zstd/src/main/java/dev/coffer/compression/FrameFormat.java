package dev.coffer.compression;

import dev.coffer.ErrorContext;
import dev.coffer.UnsupportedFeatureException;
import java.io.IOException;

/**
 * How frames, and what stands beside them, become a file that the usual tool of a format reads. A
 * note is bytes that the tool skips.
 */
interface FrameFormat {
  int highestLevel();

  /**
   * Checks that the library of this format can be used.
   *
   * @param context of the call that needs it
   * @throws UnsupportedFeatureException if it cannot, with what to do
   */
  void requireLibrary(ErrorContext context);

  /** Returns a note, which stands before the first frame. */
  byte[] note(byte[] text);

  /** Returns the number of bytes of a note before its text. */
  int noteStart();

  /** Returns the number of bytes of a note besides its text. */
  int noteOverhead();

  /** Returns what follows the frames and tells the length of each. */
  byte[] foot(StoredLayout layout);

  int footLength(int frames);

  /** Returns how many bytes at the end of a file tell how long its foot is. */
  int footEnd();

  /**
   * Returns how many frames the foot of a file is about.
   *
   * @param end the last bytes of the file
   * @throws CorruptFramesException if it has no foot
   */
  int framesOf(byte[] end) throws CorruptFramesException;

  /** Returns the size of the file as its users see it that a foot tells. */
  long plainSize(byte[] foot);

  /** Reads a foot. Nothing is checked: it is right if it is that of the layout it tells. */
  StoredFoot parse(byte[] foot, int frames);

  FrameCompressor compressor(int level);

  /** Returns the length of the largest frame that a compressor makes of so many bytes. */
  int largestFrame(int plainLength);

  /**
   * Reads the next frame.
   *
   * @param frame receives it
   * @return its length
   * @throws CorruptFramesException if what follows is no frame, or a larger one
   */
  int read(StoredBytes in, byte[] frame) throws IOException;

  /**
   * Decompresses a frame, which has a checksum of its content.
   *
   * @param length of the frame
   * @param plain receives the content
   * @param plainLength the length that the content must have
   * @throws CorruptFramesException if it is not the frame of a content of that length
   */
  void decompress(byte[] frame, int length, byte[] plain, int plainLength)
      throws CorruptFramesException;
}
