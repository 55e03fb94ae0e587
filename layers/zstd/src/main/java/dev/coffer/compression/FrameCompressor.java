package dev.coffer.compression;

/** Compresses the frames of one file, one after the other. */
interface FrameCompressor extends AutoCloseable {
  /**
   * Compresses bytes to a frame of their own.
   *
   * @param plain the array with the bytes, from its start
   * @param length their number
   * @param frame receives the frame; large enough for any
   * @return the length of the frame
   */
  int compress(byte[] plain, int length, byte[] frame);

  @Override
  void close();
}
