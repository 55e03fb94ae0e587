package dev.coffer.compression;

/**
 * Policies that make many small frames of every content, so that short contents test everything.
 */
final class Policies {
  static final WritePolicy ZSTD = always(CompressionOptions.ZSTD);
  static final WritePolicy GZIP = always(CompressionOptions.GZIP);

  private Policies() {}

  private static WritePolicy always(CompressionOptions options) {
    return new WritePolicy(options.minSize(0).level(1), 4096, 32 << 10, true);
  }

  /** Frames of a size, of which so many bytes are held back. */
  static WritePolicy of(CompressionFormat format, int frameSize, int mostHeld) {
    WritePolicy usual = format == CompressionFormat.ZSTD ? ZSTD : GZIP;
    return new WritePolicy(usual.options(), frameSize, mostHeld, true);
  }
}
