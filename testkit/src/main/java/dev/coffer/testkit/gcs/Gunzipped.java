package dev.coffer.testkit.gcs;

import dev.coffer.testkit.http.HttpAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;

/**
 * Compressed content as its reader gets it who takes no compressed content. What is no gzip data,
 * though it is said to be, ends the answer in the middle.
 *
 * <p>Documentation: {@code transcoding}.
 */
record Gunzipped(Bytes bytes) implements HttpAnswer.Body {
  @Override
  public long length() {
    return -1;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    bytes.writeTo(stored, 0, bytes.size());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored.toByteArray()))) {
      in.transferTo(out);
    }
  }
}
