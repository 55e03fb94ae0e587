package dev.coffer.testkit.http;

import java.nio.charset.StandardCharsets;

/** The head of a response as sent. */
final class AnswerHead {
  private AnswerHead() {}

  /** Returns the bytes of the head; {@code last} if the connection ends with the response. */
  static byte[] of(HttpAnswer answer, boolean last) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status());
    head.append(' ').append(phrase(answer.status())).append("\r\n");
    answer
        .headers()
        .forEach((name, values) -> values.lines().forEach(value -> line(head, name, value)));
    long length = answer.body().length();
    if (length < 0) {
      line(head, "Transfer-Encoding", "chunked");
    } else if (answer.status() != 204 && answer.status() != 304) {
      line(head, "Content-Length", Long.toString(length));
    }
    if (last) {
      line(head, "Connection", "close");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String phrase(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 304 -> "Not Modified";
      case 308 -> "Resume Incomplete";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 412 -> "Precondition Failed";
      case 416 -> "Requested Range Not Satisfiable";
      case 429 -> "Too Many Requests";
      case 499 -> "Client Closed Request";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }
}
