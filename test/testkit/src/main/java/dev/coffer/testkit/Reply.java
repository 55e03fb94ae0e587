package dev.coffer.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The reply of a {@link FakeReceiver} to a request that it has read. */
@FunctionalInterface
public interface Reply {
  /**
   * Sends the reply.
   *
   * @param out to the client; the connection is closed if this returns false
   * @return whether the connection stays open
   * @throws IOException if the client is gone
   * @throws InterruptedException if the receiver is closed
   */
  boolean send(OutputStream out) throws IOException, InterruptedException;

  /**
   * Returns a reply with a status and no body.
   *
   * @param status such as 200
   * @param headers lines such as {@code Retry-After: 5}
   */
  static Reply status(int status, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\nContent-Length: 0\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    return out -> {
      out.write(bytes);
      return true;
    };
  }

  /** Returns a reply that never sends anything. */
  static Reply hang() {
    return out -> {
      Thread.sleep(Long.MAX_VALUE);
      return false;
    };
  }

  /** Returns a reply that ends the connection without a response. */
  static Reply end() {
    return out -> false;
  }

  /** Returns a reply that is not HTTP. */
  static Reply garbage() {
    return out -> {
      out.write("\u0000\u0007 what is this\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      return false;
    };
  }

  /**
   * Returns a reply with a status and a body that lasts as long as the client reads it.
   *
   * @param status such as 200
   */
  static Reply endless(int status) {
    return out -> {
      out.write(
          ("HTTP/1.1 " + status + " Said\r\nContent-Length: " + (1L << 40) + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      byte[] bytes = new byte[64 << 10];
      while (true) {
        out.write(bytes);
      }
    };
  }

  /**
   * Returns a reply with a status and the first byte of a body that never ends.
   *
   * @param status such as 200
   */
  static Reply unfinished(int status) {
    return out -> {
      out.write(
          ("HTTP/1.1 " + status + " Said\r\nContent-Length: 10\r\n\r\nx")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return hang().send(out);
    };
  }
}
