package dev.coffer.compression;

/** The formats in which files are stored. A store reads both, whichever it writes. */
public enum CompressionFormat {
  /** A {@code .zst} file, which {@code zstd -d} reads; needs the library zstd-jni. */
  ZSTD,
  /** A {@code .gz} file, which {@code gzip -d} reads; needs no library. */
  GZIP;

  FrameFormat frames() {
    return this == ZSTD ? ZstdFormat.INSTANCE : GzipFormat.INSTANCE;
  }
}
