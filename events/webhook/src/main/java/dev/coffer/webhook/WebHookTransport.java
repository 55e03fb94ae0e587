package dev.coffer.webhook;

import java.io.IOException;

/** Sends requests. */
interface WebHookTransport {
  /** The number of bytes of a response body that are read before the connection is abandoned. */
  int LARGEST_ANSWER = 64 << 10;

  /**
   * Sends a request and waits for the response.
   *
   * @throws IOException if there is none in time
   */
  ReceiverAnswer send(WebHookMessage message) throws IOException, InterruptedException;
}
