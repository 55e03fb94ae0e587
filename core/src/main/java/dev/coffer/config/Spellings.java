package dev.coffer.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The options of one source, found under any spelling of their names. */
final class Spellings {
  /** The settings as the source writes them, whose values may be empty. */
  private final Map<String, Setting> byKey = new LinkedHashMap<>();

  private final String source;

  Spellings(Map<String, String> given, String source) {
    this.source = source;
    for (Map.Entry<String, String> each : new TreeMap<>(given).entrySet()) {
      add(each.getKey(), each.getValue());
    }
  }

  private void add(String name, String value) {
    Setting setting = new Setting(name, value, source);
    Setting first = byKey.putIfAbsent(OptionName.key(name), setting);
    if (first != null && first.value().isEmpty()) {
      byKey.put(OptionName.key(name), setting);
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
    for (Setting setting : byKey.values()) {
      names.add(setting.name());
    }
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
        : Optional.ofNullable(byKey.get(OptionName.key(name))).map(Setting::value);
  }
}
