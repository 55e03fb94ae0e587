package dev.coffer.fakegcs;

import dev.coffer.io.BlockInputStream;
import dev.coffer.testkit.http.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;

/**
 * Compressed content for a reader that does not accept compression. Content that is not gzip data,
 * although declared as such, ends the response in the middle.
 *
 * <p>Documentation: {@code transcoding}.
 */
record Gunzipped(Bytes bytes) implements HttpAnswer.Body {
  private static final int PIECE = 64 << 10;

  @Override
  public long length() {
    return -1;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = new GZIPInputStream(new Stored(bytes), PIECE)) {
      in.transferTo(out);
    }
  }

  /** The stored content as a stream. */
  private static final class Stored extends BlockInputStream {
    private final Bytes bytes;
    private long at;

    Stored(Bytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (at == bytes.size()) {
        return -1;
      }
      ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);
      bytes.writeTo(piece, at, Math.min(length, bytes.size() - at));
      System.arraycopy(piece.toByteArray(), 0, to, offset, piece.size());
      at += piece.size();
      return piece.size();
    }
  }
}
