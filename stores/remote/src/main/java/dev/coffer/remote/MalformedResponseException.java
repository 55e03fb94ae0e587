package dev.coffer.remote;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An answer is no message of HTTP, or contradicts itself about where it ends: nothing of it is
 * believed, and its connection is not used again.
 */
public final class MalformedResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param what is wrong, without a word of the server
   * @param cause null if there is none
   */
  public MalformedResponseException(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
