package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A request as a server gets it.
 *
 * @param head method, target and headers
 * @param body what is left of the body, without the marks of its chunks; a connection that ends
 *     before it is an error of the stream
 */
public record HttpRequest(HttpHead head, InputStream body) {
  /**
   * The method.
   *
   * @return such as {@code GET}
   * @throws ProtocolException when the head begins no request
   */
  public String method() throws ProtocolException {
    return head.method();
  }

  /**
   * What the request is for.
   *
   * @return path and query, percent-encoded as the client sent them
   * @throws ProtocolException when the head begins no request
   */
  public String target() throws ProtocolException {
    return head.target();
  }

  /**
   * The value of a header.
   *
   * @param name in any case
   * @return its first value
   */
  public Optional<String> header(String name) {
    return head.header(name);
  }

  /**
   * The same request with the body that its sender had before he compressed it.
   *
   * @return this, when it is not compressed
   * @throws IOException when it is no gzip data, though it is said to be
   */
  public HttpRequest decompressed() throws IOException {
    return header("Content-Encoding").filter("gzip"::equals).isPresent()
        ? new HttpRequest(head, new GZIPInputStream(body))
        : this;
  }

  /**
   * The whole body.
   *
   * @param most more bytes than this are refused
   * @return its bytes
   * @throws IOException when it is longer or cannot be read
   */
  public byte[] bytes(int most) throws IOException {
    byte[] bytes = body.readNBytes(most);
    if (body.read() >= 0) {
      throw new ProtocolException("a body of more than " + most + " bytes");
    }
    return bytes;
  }
}
