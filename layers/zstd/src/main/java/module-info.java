/** Files that are stored compressed and read as if they were not. */
module dev.coffer.compression {
  requires transitive dev.coffer;
  requires com.github.luben.zstd_jni;
  requires static transitive org.jspecify;

  exports dev.coffer.compression;

  provides dev.coffer.config.LayerProvider with
      dev.coffer.compression.CompressionProvider;
}
