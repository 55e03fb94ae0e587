package dev.coffer.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The head of an HTTP/1.1 message: its bytes as they came, and what a proxy must know of them.
 * Nothing is written anew, so that what was signed stays as it is.
 */
final class HttpHead {
  private static final int LARGEST = 256 << 10;

  private final byte[] bytes;
  private final List<String> lines;

  private HttpHead(byte[] bytes) {
    this.bytes = bytes;
    this.lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /** Reads a head to its empty line; nothing when the connection ends before the first byte. */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    int lineLength = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      bytes.write(b);
      if (b == '\n' && lineLength == 0) {
        return Optional.of(new HttpHead(bytes.toByteArray()));
      }
      if (b == '\n') {
        lineLength = 0;
      } else if (b != '\r') {
        lineLength++;
      }
      if (bytes.size() > LARGEST) {
        throw new ProtocolException("a head of more than " + LARGEST + " bytes");
      }
    }
    if (bytes.size() > 0) {
      throw new EOFException("the connection ended in a head");
    }
    return Optional.empty();
  }

  /** The request that this head begins. */
  ProxiedRequest request() throws ProtocolException {
    String[] words = lines.get(0).split(" ", 3);
    if (words.length < 3) {
      throw new ProtocolException("no request line of HTTP: " + lines.get(0));
    }
    return new ProxiedRequest(words[0], words[1]);
  }

  /** The status of the answer that this head begins. */
  int status() throws ProtocolException {
    String[] words = lines.get(0).split(" ", 3);
    try {
      return Integer.parseInt(words[1]);
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new ProtocolException("no status line of HTTP: " + lines.get(0));
    }
  }

  /** The value of a header, in lower case. */
  Optional<String> header(String name) {
    String start = name + ":";
    return lines.stream()
        .skip(1)
        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
        .map(line -> line.substring(start.length()).strip().toLowerCase(Locale.ROOT))
        .findFirst();
  }

  /** All headers by their names in lower case, the values as they came. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  boolean isChunked() {
    return header("Transfer-Encoding").filter(value -> value.endsWith("chunked")).isPresent();
  }

  boolean expectsContinue() {
    return header("Expect").filter("100-continue"::equals).isPresent();
  }

  boolean isLast() {
    return header("Connection").filter("close"::equals).isPresent();
  }

  /** Passes this head. */
  void pass(OutputStream to) throws IOException {
    to.write(bytes);
  }

  /** Passes this head and half of its body, or half of this head where there is no body. */
  void passHalf(HttpBody body, OutputStream to) throws IOException {
    if (body.isEmpty()) {
      to.write(bytes, 0, bytes.length / 2);
    } else {
      to.write(bytes);
      body.passHalf(to);
    }
  }
}
