package dev.coffer.testkit.http;

import java.io.IOException;

/** What a server does. */
public interface HttpHandler {
  /**
   * Answers a request; called by many threads at once.
   *
   * @param request whose body need not be read
   * @return the answer
   * @throws CutConnectionException to cut the connection in place of an answer
   * @throws IOException when the request cannot be read; the connection is closed
   */
  HttpAnswer answer(HttpRequest request) throws IOException;
}
