package dev.coffer.remote;

import java.io.IOException;

/** An answer is longer than any that a service gives: its rest is not read. */
public final class OversizedResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param part of the answer that is too long, such as {@code head}
   */
  public OversizedResponseException(String part) {
    super("the " + part + " of the answer has no end");
  }
}
