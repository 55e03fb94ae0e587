package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes this package's errors. */
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
    return new ConfigurationException("open", "", store, hint, cause);
  }

  /** A text as it may stand in a message: in quotes, one line, not endless. */
  static String quoted(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.codePoints().limit(LONGEST_SHOWN).forEach(c -> append(shown, c));
    boolean cut = text.codePointCount(0, text.length()) > LONGEST_SHOWN;
    return shown.append(cut ? "…'" : "'").toString();
  }

  private static void append(StringBuilder shown, int c) {
    boolean odd =
        Character.isISOControl(c)
            || Character.getType(c) == Character.SURROGATE
            || c == '\u2028'
            || c == '\u2029';
    if (odd) {
      shown.append(String.format(Locale.ROOT, "\\u%04x", c));
    } else {
      shown.appendCodePoint(c);
    }
  }
}
