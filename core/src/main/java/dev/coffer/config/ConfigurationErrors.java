package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.text.Printable;
import org.jspecify.annotations.Nullable;

/** Creates this package's errors. */
final class ConfigurationErrors {
  private static final int LONGEST_SHOWN = 80;

  private ConfigurationErrors() {}

  /** An error before it is known which store was meant. */
  static ConfigurationException of(String hint) {
    return of(hint, null);
  }

  static ConfigurationException of(String hint, @Nullable Throwable cause) {
    return forStore("a file store", hint, cause);
  }

  static ConfigurationException forStore(String store, String hint, @Nullable Throwable cause) {
    return new ConfigurationException(new ErrorContext("open", "", store), hint, cause);
  }

  /** Returns a text for a message: in quotes, on one line, of bounded length. */
  static String quoted(String text) {
    return "'" + Printable.of(text, LONGEST_SHOWN) + "'";
  }
}
