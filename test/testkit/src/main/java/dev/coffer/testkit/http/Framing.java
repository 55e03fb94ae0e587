package dev.coffer.testkit.http;

import dev.coffer.testkit.Fault;
import dev.coffer.testkit.remote.Lie;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Determines how responses are sent. The connection stays open after each of them. */
public interface Framing {
  /** More than the length of a listing's page in tests. */
  int LONG = 100_000;

  /** The framing required by HTTP. */
  Framing TRUE = HttpAnswer::writeTo;

  /**
   * Writes a response.
   *
   * @param answer the response
   * @param out the stream to write to, which stays open
   * @param withBody false for the response to a {@code HEAD}
   * @param last whether the connection ends with this message
   * @throws IOException if it cannot be read or written
   */
  void write(HttpAnswer answer, OutputStream out, boolean withBody, boolean last)
      throws IOException;

  /**
   * Returns the framing of a server that tells a lie.
   *
   * @param lie any lie
   * @return {@link #TRUE} unless the lie is about where responses end
   */
  static Framing of(Lie lie) {
    return switch (lie) {
      case LENGTH_NEGATIVE -> head(head -> length(head, "-1"));
      case LENGTH_NO_NUMBER -> head(head -> length(head, "1x"));
      case LENGTH_HUGE -> head(head -> length(head, "9223372036854775808"));
      case LENGTHS_DIFFERENT -> head(head -> with(head, "Content-Length: 1000000"));
      case LENGTH_AND_CHUNKS -> head(head -> with(head, "Transfer-Encoding: chunked"));
      case CODING_UNKNOWN -> head(head -> with(head, "Transfer-Encoding: zip"));
      case HEAD_UNREADABLE -> head(head -> with(head, "no header of HTTP"));
      case BYTES_BEFORE -> around("HTTP/1.1 103 Hint\r\n\r\nbytes\r\n", "");
      case BYTES_AFTER -> around("", "bytes");
      case ANSWER_AFTER ->
          around("", "HTTP/1.1 200 OK\r\nETag: \"z\"\r\nContent-Length: 1\r\n\r\nz");
      case CUT_OFTEN -> Framing::cut;
      case BODY_OUT_OF_PLACE -> Framing::withBodyOutOfPlace;
      default -> TRUE;
    };
  }

  private static Framing head(UnaryOperator<String> change) {
    return (answer, out, withBody, last) -> {
      String head = new String(AnswerHead.of(answer, last), StandardCharsets.ISO_8859_1);
      out.write(change.apply(head).getBytes(StandardCharsets.ISO_8859_1));
      if (withBody) {
        answer.body().writeTo(out);
      }
      out.flush();
    };
  }

  private static String length(String head, String length) {
    return head.replaceFirst("(?m)^Content-Length: .*$", "Content-Length: " + length + "\r");
  }

  private static String with(String head, String line) {
    return head.replaceFirst("\r\n\r\n$", "\r\n" + line + "\r\n\r\n");
  }

  private static Framing around(String before, String after) {
    return (answer, out, withBody, last) -> {
      out.write(before.getBytes(StandardCharsets.ISO_8859_1));
      answer.writeTo(new Unflushed(out), withBody, last);
      out.write(after.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    };
  }

  /** Cuts only responses that are longer than a page of a listing. */
  private static void cut(HttpAnswer answer, OutputStream out, boolean withBody, boolean last)
      throws IOException {
    if (!withBody || answer.body().length() < LONG) {
      answer.writeTo(out, withBody, last);
      return;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    answer.body().writeTo(body);
    out.write(AnswerHead.of(answer, last));
    out.write(body.toByteArray(), 0, 100);
    out.flush();
    throw new CutConnectionException(Fault.End.CLOSE);
  }

  /** Writes bodies where HTTP allows none: in the response to a {@code HEAD}, and after a 204. */
  private static void withBodyOutOfPlace(
      HttpAnswer answer, OutputStream out, boolean withBody, boolean last) throws IOException {
    boolean none = answer.status() == 204;
    out.write(AnswerHead.of(answer, last));
    out.write((none ? "bytes" : "").getBytes(StandardCharsets.ISO_8859_1));
    answer.body().writeTo(out);
    out.flush();
  }
}
