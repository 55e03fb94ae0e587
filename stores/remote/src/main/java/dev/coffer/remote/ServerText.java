package dev.coffer.remote;

import dev.coffer.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Prepares texts of a server for messages: short, and without characters that affect a terminal or
 * the lines of a log.
 */
public final class ServerText {
  /** Longer than any code or id of a service. */
  private static final int LONGEST = 200;

  private ServerText() {}

  /**
   * Returns a text of a server for a message.
   *
   * @param text the text as received; null for none
   * @return at most 200 characters of it, with invisible ones escaped, and with an ellipsis if some
   *     are left out
   */
  public static String shown(@Nullable String text) {
    return text == null ? "" : Printable.of(text, LONGEST);
  }
}
