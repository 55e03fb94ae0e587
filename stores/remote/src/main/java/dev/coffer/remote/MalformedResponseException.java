package dev.coffer.remote;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a response is not a valid HTTP message, or contradicts itself about where it ends: none
 * of it is trusted, and its connection is not reused.
 */
public final class MalformedResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param what describes what is wrong, without any text of the server
   * @param cause null if there is none
   */
  public MalformedResponseException(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
