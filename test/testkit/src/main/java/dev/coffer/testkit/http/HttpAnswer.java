package dev.coffer.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server answers.
 *
 * @param status such as 200
 * @param headers without those that tell the length; the value of one that comes several times has
 *     its values in lines
 * @param body the body
 */
public record HttpAnswer(int status, Map<String, String> headers, Body body) {
  /** Keeps the headers in their order. */
  public HttpAnswer {
    headers = new LinkedHashMap<>(headers);
  }

  /**
   * An answer with a body that is at hand.
   *
   * @param status such as 200
   * @param headers without those that tell the length
   * @param bytes the body
   * @return the answer
   */
  public static HttpAnswer of(int status, Map<String, String> headers, byte[] bytes) {
    return new HttpAnswer(status, headers, Body.of(bytes));
  }

  /**
   * The same with one header more.
   *
   * @param name the header
   * @param value its value
   * @return the answer
   */
  public HttpAnswer with(String name, String value) {
    HttpAnswer answer = new HttpAnswer(status, headers, body);
    answer.headers.put(name, value);
    return answer;
  }

  /**
   * Writes the whole message.
   *
   * @param out where to; it stays open
   * @param withBody false for the answer to a {@code HEAD}
   * @param last whether the connection ends with it
   * @throws IOException when it cannot be read or written
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
     * How long it is.
     *
     * @return the number of bytes; -1 when only writing it tells
     */
    long length();

    /**
     * Writes it.
     *
     * @param out where to
     * @throws IOException when it cannot be read or written
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * A body that is at hand.
     *
     * @param bytes what it is; they must not change
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
