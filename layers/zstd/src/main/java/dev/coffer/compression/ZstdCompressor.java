package dev.coffer.compression;

import com.github.luben.zstd.ZstdCompressCtx;

/** Compresses frames with the memory that the first one needed. */
final class ZstdCompressor implements FrameCompressor {
  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdCompressor(int level) {
    context.setLevel(level);
    context.setChecksum(true);
  }

  @Override
  public int compress(byte[] plain, int length, byte[] frame) {
    return context.compressByteArray(frame, 0, frame.length, plain, 0, length);
  }

  @Override
  public void close() {
    context.close();
  }
}
