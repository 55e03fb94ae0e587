package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response of a server.
 *
 * @param status such as 200
 * @param headers without those that state the length; a header that is sent several times has its
 *     values on separate lines
 * @param body the body
 */
public record HttpAnswer(int status, Map<String, String> headers, Body body) {
  /** Keeps the headers in their order. */
  public HttpAnswer {
    headers = new LinkedHashMap<>(headers);
  }

  /**
   * Returns a response with a body in memory.
   *
   * @param status such as 200
   * @param headers without those that state the length
   * @param bytes the body
   * @return the response
   */
  public static HttpAnswer of(int status, Map<String, String> headers, byte[] bytes) {
    return new HttpAnswer(status, headers, Body.of(bytes));
  }

  /**
   * Returns this response with one more header.
   *
   * @param name the header
   * @param value its value
   * @return the response
   */
  public HttpAnswer with(String name, String value) {
    HttpAnswer answer = new HttpAnswer(status, headers, body);
    answer.headers.put(name, value);
    return answer;
  }

  /**
   * Writes the whole message.
   *
   * @param out the stream to write to, which stays open
   * @param withBody false for the response to a {@code HEAD}
   * @param last whether the connection ends with this message
   * @throws IOException if it cannot be read or written
   */
  public void writeTo(OutputStream out, boolean withBody, boolean last) throws IOException {
    out.write(AnswerHead.of(this, last));
    if (withBody && body.length() < 0) {
      ChunkedOutputStream chunks = new ChunkedOutputStream(out);
      body.writeTo(chunks);
      chunks.end();
    } else if (withBody) {
      body.writeTo(out);
    }
    out.flush();
  }

  /** A body that is written when its turn comes. */
  public interface Body {
    /**
     * Returns the length of the body.
     *
     * @return the number of bytes; -1 if it is only known after writing
     */
    long length();

    /**
     * Writes the body.
     *
     * @param out the stream to write to
     * @throws IOException if it cannot be read or written
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * Returns a body in memory.
     *
     * @param bytes the bytes, which must not change
     * @return the body
     */
    static Body of(byte[] bytes) {
      return new Body() {
        @Override
        public long length() {
          return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
          out.write(bytes);
        }
      };
    }
  }
}
