package dev.coffer.config;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that somebody gave, and who. An empty text counts as not given. */
record Given(String text, Source source) {
  static Optional<Given> of(@Nullable String text, Source source) {
    return text == null || text.isEmpty() ? Optional.empty() : Optional.of(new Given(text, source));
  }

  static Optional<Given> variable(Map<String, String> environment, String name) {
    return of(environment.get(name), Source.variable(name));
  }

  /** Without the text, which may be a secret. */
  @Override
  public String toString() {
    return "Given(" + source + ")";
  }
}
