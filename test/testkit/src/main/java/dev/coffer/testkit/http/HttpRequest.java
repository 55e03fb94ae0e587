package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A request as received by a server.
 *
 * @param head method, target and headers
 * @param body the rest of the body, decoded if chunked; the stream fails if the connection ends
 *     before the body
 */
public record HttpRequest(HttpHead head, InputStream body) {
  /**
   * Returns the method.
   *
   * @return the method, such as {@code GET}
   * @throws ProtocolException if the head is not that of a request
   */
  public String method() throws ProtocolException {
    return head.method();
  }

  /**
   * Returns the target of the request.
   *
   * @return path and query, percent-encoded as the client sent them
   * @throws ProtocolException if the head is not that of a request
   */
  public String target() throws ProtocolException {
    return head.target();
  }

  /**
   * Returns the value of a header.
   *
   * @param name in any case
   * @return its first value
   */
  public Optional<String> header(String name) {
    return head.header(name);
  }

  /**
   * Returns this request with its body decompressed.
   *
   * @return the request, which is this if the body is not compressed
   * @throws IOException if the body is not gzip data, although its head says so
   */
  public HttpRequest decompressed() throws IOException {
    return header("Content-Encoding").filter("gzip"::equals).isPresent()
        ? new HttpRequest(head, new GZIPInputStream(body))
        : this;
  }

  /**
   * Returns the whole body.
   *
   * @param most the maximum length
   * @return its bytes
   * @throws IOException if it is longer or cannot be read
   */
  public byte[] bytes(int most) throws IOException {
    byte[] bytes = body.readNBytes(most);
    if (body.read() >= 0) {
      throw new ProtocolException("a body of more than " + most + " bytes");
    }
    return bytes;
  }
}
