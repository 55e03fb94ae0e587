package dev.coffer.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The options of one source, found under any spelling of their names. */
final class Spellings {
  /** The settings as the source writes them, whose values may be empty. */
  private final Map<String, Setting> byKey = new LinkedHashMap<>();

  Spellings(Map<String, String> given, String source) {
    for (Map.Entry<String, String> each : new TreeMap<>(given).entrySet()) {
      add(new Setting(each.getKey(), each.getValue(), source));
    }
  }

  Spellings(List<Setting> given) {
    for (Setting each : given) {
      add(each);
    }
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
    Setting written = written(name);
    return written == null ? Optional.empty() : Setting.of(name, written.value(), written.source());
  }

  /** Returns whether the option is written without a value. */
  boolean isEmpty(String name) {
    Setting written = written(name);
    return written != null && written.value().isEmpty();
  }

  private @Nullable Setting written(String name) {
    return byKey.isEmpty() ? null : byKey.get(OptionName.key(name));
  }
}
