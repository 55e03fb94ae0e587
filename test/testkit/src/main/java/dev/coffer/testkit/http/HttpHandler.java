package dev.coffer.testkit.http;

import java.io.IOException;

/** Handles the requests of a server. */
public interface HttpHandler {
  /**
   * Answers a request; called by many threads at once.
   *
   * @param request the request, whose body need not be read
   * @return the response
   * @throws CutConnectionException to cut the connection instead of answering
   * @throws IOException if the request cannot be read; the connection is closed
   */
  HttpAnswer answer(HttpRequest request) throws IOException;
}
