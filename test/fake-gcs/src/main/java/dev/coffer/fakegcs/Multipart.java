package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpHead;
import dev.coffer.testkit.http.HttpRequest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a multipart body, part by part, without holding it in memory. */
final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile(".*;\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+)).*", Pattern.CASE_INSENSITIVE);

  private final InputStream body;
  private final byte[] mark;
  private final byte[] buffer = new byte[64 << 10];
  private int at;
  private int end;

  /** Begins to read a body; skips everything before its first part. */
  Multipart(HttpRequest request) throws IOException {
    String type = request.header("Content-Type").orElse("");
    Matcher matcher = BOUNDARY.matcher(type);
    if (!matcher.matches()) {
      throw Refusal.invalid("Missing multipart boundary in Content-Type: " + type);
    }
    String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    mark = ascii("\r\n--" + boundary);
    // The first boundary may be at the very beginning, without a preceding line end.
    body = after("\r\n", request.body());
    writeTo(OutputStream.nullOutputStream());
  }

  /** Advances to the next part; empty after the last. */
  Optional<HttpHead> next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = read(); b != '\n' && b >= 0; b = read()) {
      line.append((char) b);
    }
    // The head of a part is one without a start line.
    return line.toString().startsWith("--")
        ? Optional.empty()
        : HttpHead.read(after("part\r\n", new Rest()));
  }

  /** What follows, byte by byte. */
  private final class Rest extends InputStream {
    @Override
    public int read() throws IOException {
      return Multipart.this.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int next = read();
      if (next < 0) {
        return -1;
      }
      bytes[offset] = (byte) next;
      return 1;
    }
  }

  private int read() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, body.read(buffer));
    }
    return at < end ? buffer[at++] & 0xFF : -1;
  }

  /** Returns the complete part, which must be small. */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writeTo(bytes);
    return bytes.toByteArray();
  }

  /** Writes the part. */
  void writeTo(OutputStream to) throws IOException {
    BufferedOutputStream out = new BufferedOutputStream(to, 64 << 10);
    int matched = 0;
    while (matched < mark.length) {
      if (matched == 0) {
        passOn(out);
      }
      int b = read();
      if (b < 0) {
        throw Refusal.invalid("Malformed multipart body.");
      }
      if (b == mark[matched]) {
        matched++;
      } else {
        // A boundary has a single carriage return, its first byte, so no other boundary can begin
        // inside.
        out.write(mark, 0, matched);
        matched = b == '\r' ? 1 : 0;
        if (matched == 0) {
          out.write(b);
        }
      }
    }
    out.flush();
  }

  /** Writes what is in the buffer up to where a boundary may begin. */
  private void passOn(OutputStream out) throws IOException {
    int start = at;
    while (at < end && buffer[at] != '\r') {
      at++;
    }
    out.write(buffer, start, at - start);
  }

  private static InputStream after(String text, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(ascii(text)), rest);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
