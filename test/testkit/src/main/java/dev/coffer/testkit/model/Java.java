package dev.coffer.testkit.model;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Java source text. */
final class Java {
  private Java() {}

  /** Returns a string literal in ASCII. */
  static String quote(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        literal.append('\\').append(c);
      } else if ((c < 0x20 && c != '\n') || c > 0x7E) {
        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        literal.append(c == '\n' ? "\\n" : c);
      }
    }
    return literal.append('"').toString();
  }

  static String list(Collection<String> texts) {
    return texts.stream().map(Java::quote).collect(Collectors.joining(", ", "List.of(", ")"));
  }
}
