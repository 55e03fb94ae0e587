package dev.coffer.compression;

/**
 * How a {@link CompressingFileStore} stores files. Start with {@link #ZSTD} or {@link #GZIP}; the
 * methods with parameters return a new value.
 *
 * @param format the format of what is written
 * @param minSize the smallest file that is compressed, in bytes
 * @param level how much time compression may take
 */
public record CompressionOptions(CompressionFormat format, long minSize, int level) {
  private static final long USUAL_MIN_SIZE = 4 << 10;

  /** Zstandard at level 3, for files of 4 KiB and more. */
  public static final CompressionOptions ZSTD =
      new CompressionOptions(CompressionFormat.ZSTD, USUAL_MIN_SIZE, 3);

  /** Gzip at level 6, for files of 4 KiB and more. */
  public static final CompressionOptions GZIP =
      new CompressionOptions(CompressionFormat.GZIP, USUAL_MIN_SIZE, 6);

  /**
   * Checks the values.
   *
   * @param format the format
   * @param minSize from 0 to a mebibyte
   * @param level from 1 to 22 for zstd, to 9 for gzip
   * @throws IllegalArgumentException if one is out of its range
   */
  public CompressionOptions {
    if (minSize < 0 || minSize > WritePolicy.FRAME_SIZE) {
      throw new IllegalArgumentException("the minimum size must be from 0 to 1MiB");
    }
    int highest = format.frames().highestLevel();
    if (level < 1 || level > highest) {
      throw new IllegalArgumentException("the level must be from 1 to " + highest);
    }
  }

  /**
   * Sets the smallest file that is compressed.
   *
   * @param bytes its size; 0 for all files
   * @return new options
   */
  public CompressionOptions minSize(long bytes) {
    return new CompressionOptions(format, bytes, level);
  }

  /**
   * Sets the level: a higher one takes more time and stores fewer bytes. It makes no difference to
   * a reader.
   *
   * @param chosen from 1 to 22 for zstd, to 9 for gzip
   * @return new options
   */
  public CompressionOptions level(int chosen) {
    return new CompressionOptions(format, minSize, chosen);
  }
}
