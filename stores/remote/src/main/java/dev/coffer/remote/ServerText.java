package dev.coffer.remote;

import dev.coffer.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * What a server says, as it may stand in a message for people: short, and without characters that
 * do something to a terminal or to the lines of a log.
 */
public final class ServerText {
  /** Longer than any code or id of a service. */
  private static final int LONGEST = 200;

  private ServerText() {}

  /**
   * A text of a server for a message.
   *
   * @param text as it came; null for none
   * @return at most 200 characters of it, with escapes for those that cannot be seen, and with an
   *     ellipsis if some are left out
   */
  public static String shown(@Nullable String text) {
    return text == null ? "" : Printable.of(text, LONGEST);
  }
}
