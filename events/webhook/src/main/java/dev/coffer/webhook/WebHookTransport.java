package dev.coffer.webhook;

import java.io.IOException;

/** Sends requests. */
interface WebHookTransport {
  /** How much of an answer's body is read before the connection is given up. */
  int LARGEST_ANSWER = 64 << 10;

  /**
   * Sends a request and waits for the answer.
   *
   * @throws IOException when there is none in time
   */
  ReceiverAnswer send(WebHookMessage message) throws IOException, InterruptedException;
}
