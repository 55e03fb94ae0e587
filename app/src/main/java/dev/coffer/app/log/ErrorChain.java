package dev.coffer.app.log;

import dev.coffer.text.Printable;
import org.jspecify.annotations.Nullable;

/** An error and its causes as text. */
final class ErrorChain {
  private static final int DEEPEST = 10;

  private ErrorChain() {}

  /** What each says, after a colon; nothing twice. */
  static String of(Throwable error) {
    StringBuilder chain = new StringBuilder();
    @Nullable Throwable at = error;
    for (int i = 0; at != null && i < DEEPEST; i++) {
      String said = said(at);
      if (chain.indexOf(said) < 0) {
        chain.append(": ").append(said);
      }
      at = at.getCause();
    }
    return chain.toString();
  }

  private static String said(Throwable error) {
    String message = error.getMessage();
    String kind = error.getClass().getSimpleName();
    return message == null || message.isBlank() ? kind : kind + ": " + message;
  }

  /** The text as one line that steers no terminal. */
  static String line(String text) {
    return Printable.of(text.replace('\n', ' '));
  }
}
