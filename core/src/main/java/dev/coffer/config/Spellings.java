package dev.coffer.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The options of one source, found under any spelling of their names. */
final class Spellings {
  /** Each with its name as it is written in the source. */
  private final Map<String, Setting> byKey = new LinkedHashMap<>();

  Spellings(Map<String, String> given, String source) {
    new TreeMap<>(given).forEach((name, value) -> add(new Setting(name, value, source)));
  }

  Spellings(List<Setting> given) {
    given.forEach(this::add);
  }

  private void add(Setting next) {
    Setting first = byKey.putIfAbsent(OptionName.key(next.name()), next);
    if (first != null && first.value().isEmpty()) {
      byKey.put(OptionName.key(next.name()), next);
    } else if (first != null && !next.value().isEmpty() && !next.value().equals(first.value())) {
      throw ConfigurationErrors.of(
          "%s%s and %s (%s) are one option and have different values: give it once"
              .formatted(
                  ConfigurationErrors.quoted(first.name()),
                  first.source().equals(next.source()) ? "" : " (" + first.source() + ")",
                  ConfigurationErrors.quoted(next.name()),
                  next.source()));
    }
  }

  /** Returns what is set, with the names as they are written in the source. */
  Collection<Setting> all() {
    return byKey.values();
  }

  /** Returns the value of an option; an empty value counts as not set. */
  Optional<Setting> find(String name) {
    return written(name).flatMap(written -> Setting.of(name, written.value(), written.source()));
  }

  /** The text that is written for an option, which may be empty. */
  Optional<String> text(String name) {
    return written(name).map(Setting::value);
  }

  private Optional<Setting> written(String name) {
    return byKey.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(byKey.get(OptionName.key(name)));
  }
}
