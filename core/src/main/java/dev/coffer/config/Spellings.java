package dev.coffer.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The options of one source, found under any spelling of their names. */
final class Spellings {
  private final Map<String, Spelling> byKey = new LinkedHashMap<>();
  private final String source;

  /** One name as it is written in the source, and the value there. */
  private record Spelling(String name, String value) {}

  Spellings(Map<String, String> given, String source) {
    this.source = source;
    new TreeMap<>(given).forEach(this::add);
  }

  private void add(String name, String value) {
    Spelling first = byKey.putIfAbsent(OptionName.key(name), new Spelling(name, value));
    if (first != null && first.value().isEmpty()) {
      byKey.put(OptionName.key(name), new Spelling(name, value));
    } else if (first != null && !value.isEmpty() && !value.equals(first.value())) {
      throw ConfigurationErrors.of(
          "%s and %s (%s) are one option and have different values: give it once"
              .formatted(
                  ConfigurationErrors.quoted(first.name()),
                  ConfigurationErrors.quoted(name),
                  source));
    }
  }

  /** The names as they are written in the source. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    byKey.values().forEach(spelling -> names.add(spelling.name()));
    return names;
  }

  /** Returns the value of an option; an empty value counts as not set. */
  Optional<Setting> find(String name) {
    return text(name).flatMap(text -> Setting.of(name, text, source));
  }

  /** The text that is written for an option, which may be empty. */
  Optional<String> text(String name) {
    return byKey.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(byKey.get(OptionName.key(name))).map(Spelling::value);
  }
}
