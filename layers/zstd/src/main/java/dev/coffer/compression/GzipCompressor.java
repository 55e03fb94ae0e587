package dev.coffer.compression;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Compresses frames to members of a gzip file. */
final class GzipCompressor implements FrameCompressor {
  private final Deflater deflater;

  GzipCompressor(int level) {
    this.deflater = new Deflater(level, true);
  }

  @Override
  public int compress(byte[] plain, int length, byte[] frame) {
    deflater.reset();
    deflater.setInput(plain, 0, length);
    deflater.finish();
    int end = GzipFormat.FRAME_START;
    while (!deflater.finished()) {
      end += deflater.deflate(frame, end, frame.length - end);
    }
    int whole = end + GzipFormat.TRAILER;
    ByteBuffer member = LittleEndian.wrap(frame, 0);
    member.put(GzipFormat.frameStart(whole)).position(end);
    member.putInt(GzipFormat.checksum(plain, length)).putInt(length);
    return whole;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
