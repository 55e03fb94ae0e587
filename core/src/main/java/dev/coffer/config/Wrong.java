package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.text.Printable;
import org.jspecify.annotations.Nullable;

/** Makes this package's errors. */
final class Wrong {
  private static final int LONGEST_SHOWN = 80;

  private Wrong() {}

  /** An error before it is known which store was meant. */
  static ConfigurationException configuration(String hint) {
    return forStore("a file store", hint, null);
  }

  static ConfigurationException forStore(String store, String hint, @Nullable Throwable cause) {
    return new ConfigurationException("open", "", store, hint, cause);
  }

  /** A text as it may stand in a message: in quotes, one line, not endless. */
  static String quoted(String text) {
    return "'" + Printable.of(text, LONGEST_SHOWN) + "'";
  }
}
