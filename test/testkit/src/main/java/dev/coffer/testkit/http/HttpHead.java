package dev.coffer.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 message: its bytes as received, and the parts that a server or a proxy
 * needs. It is passed on unchanged, so that signatures stay valid.
 */
public final class HttpHead {
  private static final int LARGEST = 256 << 10;

  private final byte[] bytes;
  private final List<String> lines;

  private HttpHead(byte[] bytes) {
    this.bytes = bytes;
    this.lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /**
   * Reads a head to its empty line.
   *
   * @param in a buffered stream at the beginning of a message
   * @return the head, empty if the connection ends before the first byte
   * @throws EOFException if it ends after the first byte
   * @throws IOException if it is not the head of an HTTP message
   */
  public static Optional<HttpHead> read(InputStream in) throws IOException {
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
      throw new EOFException("the connection ended within a head");
    }
    return Optional.empty();
  }

  /**
   * Returns the method of the request.
   *
   * @return the method, such as {@code GET}
   * @throws ProtocolException if this is not the head of a request
   */
  public String method() throws ProtocolException {
    return requestLine()[0];
  }

  /**
   * Returns the target of the request.
   *
   * @return path and query as received
   * @throws ProtocolException if this is not the head of a request
   */
  public String target() throws ProtocolException {
    return requestLine()[1];
  }

  private String[] requestLine() throws ProtocolException {
    String[] words = lines.get(0).split(" ", 3);
    if (words.length < 3) {
      throw new ProtocolException("not an HTTP request line: " + lines.get(0));
    }
    return words;
  }

  /**
   * Returns the status of the response.
   *
   * @return the status, such as 200
   * @throws ProtocolException if this is not the head of a response
   */
  public int status() throws ProtocolException {
    String[] words = lines.get(0).split(" ", 3);
    try {
      return Integer.parseInt(words[1]);
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new ProtocolException("not an HTTP status line: " + lines.get(0));
    }
  }

  /**
   * Returns the value of a header.
   *
   * @param name in any case
   * @return the first value, without spaces around it
   */
  public Optional<String> header(String name) {
    String start = name + ":";
    return lines.stream()
        .skip(1)
        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  /**
   * Returns the names of all headers.
   *
   * @return the names in lower case, in the order received
   */
  public List<String> names() {
    return lines.stream()
        .skip(1)
        .filter(line -> line.indexOf(':') > 0)
        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
        .toList();
  }

  private boolean hasToken(String name, String value) {
    return header(name).filter(value::equalsIgnoreCase).isPresent();
  }

  /**
   * Returns whether the body is chunked.
   *
   * @return true if so
   */
  public boolean isChunked() {
    return header("Transfer-Encoding")
        .filter(value -> value.toLowerCase(Locale.ROOT).endsWith("chunked"))
        .isPresent();
  }

  /**
   * Returns the length stated by the head.
   *
   * @param absent the length to return if none is stated
   * @return the number of bytes of the body
   * @throws ProtocolException if the stated length is not a number
   */
  public long contentLength(long absent) throws ProtocolException {
    try {
      return header("Content-Length").map(Long::parseLong).orElse(absent);
    } catch (NumberFormatException e) {
      throw new ProtocolException("not a Content-Length: " + e.getMessage());
    }
  }

  /**
   * Returns whether the client waits for {@code 100 Continue} before it sends the body.
   *
   * @return true if so
   */
  public boolean expectsContinue() {
    return hasToken("Expect", "100-continue");
  }

  /**
   * Returns whether the connection ends with this message.
   *
   * @return true if so
   */
  public boolean isLast() {
    return hasToken("Connection", "close");
  }

  /**
   * Passes this head on.
   *
   * @param to the other side
   * @throws IOException if it cannot be written
   */
  public void pass(OutputStream to) throws IOException {
    to.write(bytes);
  }

  /**
   * Passes half of this head on.
   *
   * @param to the other side
   * @throws IOException if it cannot be written
   */
  public void passHalf(OutputStream to) throws IOException {
    to.write(bytes, 0, bytes.length / 2);
  }
}
