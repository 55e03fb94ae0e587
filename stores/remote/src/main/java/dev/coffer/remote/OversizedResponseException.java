package dev.coffer.remote;

import java.io.IOException;

/**
 * Thrown if a response is longer than any legitimate response of a service; its rest is not read.
 */
public final class OversizedResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param part the part of the response that is too long, such as {@code head}
   */
  public OversizedResponseException(String part) {
    super("the " + part + " of the answer has no end");
  }
}
