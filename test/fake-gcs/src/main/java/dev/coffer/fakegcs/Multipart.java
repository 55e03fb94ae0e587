package dev.coffer.fakegcs;

import dev.coffer.testkit.http.HttpHead;
import dev.coffer.testkit.http.HttpRequest;
import java.io.BufferedInputStream;
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

/** Reads a body of several parts, one after the other, and holds none in memory. */
final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile(".*;\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+)).*", Pattern.CASE_INSENSITIVE);

  private final InputStream in;
  private final byte[] mark;

  /** Begins to read a body; what stands before its first part is left out. */
  Multipart(HttpRequest request) throws IOException {
    String type = request.header("Content-Type").orElse("");
    Matcher matcher = BOUNDARY.matcher(type);
    if (!matcher.matches()) {
      throw Refusal.invalid("Missing multipart boundary in Content-Type: " + type);
    }
    String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    mark = ascii("\r\n--" + boundary);
    // The first mark may stand at the very beginning, where no line ends before it.
    in = after("\r\n", new BufferedInputStream(request.body(), 64 << 10));
    writeTo(OutputStream.nullOutputStream());
  }

  /** Goes to the next part; nothing after the last. */
  Optional<HttpHead> next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
      line.append((char) b);
    }
    // The head of a part is one without a first line.
    return line.toString().startsWith("--")
        ? Optional.empty()
        : HttpHead.read(after("part\r\n", in));
  }

  /** The whole part, which must be small. */
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
      int b = in.read();
      if (b < 0) {
        throw Refusal.invalid("Malformed multipart body.");
      }
      if (b == mark[matched]) {
        matched++;
      } else {
        // A mark has one carriage return, its first byte: nothing can begin inside.
        out.write(mark, 0, matched);
        matched = b == '\r' ? 1 : 0;
        if (matched == 0) {
          out.write(b);
        }
      }
    }
    out.flush();
  }

  private static InputStream after(String text, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(ascii(text)), rest);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
