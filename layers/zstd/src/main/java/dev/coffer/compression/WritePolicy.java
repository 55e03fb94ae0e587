package dev.coffer.compression;

import dev.coffer.Content;
import dev.coffer.WriteOptions;

/**
 * What is compressed, and in which pieces.
 *
 * @param options what users choose
 * @param frameSize the size of the content of each frame but the last
 * @param mostHeld how many bytes of frames are held back at most, so that a file can begin with
 *     their lengths
 * @param always whether a content is compressed even if it does not shrink
 */
record WritePolicy(CompressionOptions options, int frameSize, int mostHeld, boolean always) {
  static final int FRAME_SIZE = 1 << 20;

  /** So much of a large content tells whether it is worth compressing. */
  private static final int SAMPLE = 256 << 10;

  WritePolicy(CompressionOptions options) {
    this(options, FRAME_SIZE, 4 << 20, false);
  }

  FrameFormat format() {
    return options.format().frames();
  }

  FrameCompressor compressor() {
    return format().compressor(options.level());
  }

  /** Returns whether a content is known not to be worth it before any of it is seen. */
  boolean skips(Content content, WriteOptions write) {
    boolean small = content.size().orElse(Long.MAX_VALUE) < options.minSize();
    return !always
        && (small || write.contentType().filter(Compressibility::isCompressed).isPresent());
  }

  /** Returns how many bytes of a content that can be given again are looked at. */
  int sampleOf(Content content, boolean skipped) {
    if (skipped) {
      return StoredMark.LENGTH;
    }
    return content.size().orElse(0) <= frameSize ? frameSize : Math.min(SAMPLE, frameSize);
  }

  /**
   * Returns whether a content must be compressed, since its reader would take it for one that is.
   */
  boolean compressesAlways(byte[] first) {
    return always || StoredMark.isResembledBy(first);
  }

  /**
   * Returns whether a content is stored as it is without an attempt to compress it.
   *
   * @param first its first bytes
   * @param known how many bytes it has at least
   */
  boolean passes(byte[] first, int known) {
    return known < options.minSize() || Compressibility.isCompressed(first);
  }

  /** Returns whether a content is worth compressing: that saves an eighth of it. */
  boolean isWorthwhile(int plainLength, int storedLength) {
    return storedLength <= plainLength - plainLength / 8 && plainLength > 0;
  }
}
