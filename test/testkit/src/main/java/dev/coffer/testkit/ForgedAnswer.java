package dev.coffer.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A response that does not come from the server. */
record ForgedAnswer(int status, Map<String, String> headers, String body) implements Fault {
  /** Returns the message as sent; {@code last} if the connection ends with it. */
  byte[] message(boolean withBody, boolean last) {
    StringBuilder message = new StringBuilder("HTTP/1.1 ").append(status).append(" Forged\r\n");
    headers.forEach((name, value) -> message.append(name + ": " + value + "\r\n"));
    int size = body.getBytes(StandardCharsets.UTF_8).length;
    message.append("Content-Length: ").append(size).append("\r\n");
    message.append(last ? "Connection: close\r\n\r\n" : "\r\n");
    message.append(withBody ? body : "");
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }
}
