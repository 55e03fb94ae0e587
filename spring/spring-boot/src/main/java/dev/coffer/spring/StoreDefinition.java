package dev.coffer.spring;

import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the application's properties say of one store.
 *
 * @param name the name of its bean
 * @param isNamed whether the application calls it so; else it is the store without a name
 * @param properties each by the rest of its name, in the form in which options are declared
 */
record StoreDefinition(String name, boolean isNamed, Map<String, SourcedValue> properties) {
  static final String URI = "uri";
  static final String TYPE = "type";
  static final String PATH = "path";
  static final String PRIMARY = "primary";
  static final String LAZY = "lazy";

  /** What this module reads itself, and what is no option of a store. */
  static final Set<String> OWN = Set.of(URI, TYPE, PATH, PRIMARY, LAZY);

  private static final Set<String> ON = Set.of("true", "1", "yes", "on");
  private static final Set<String> OFF = Set.of("false", "0", "no", "off");

  Optional<String> text(String key) {
    return Optional.ofNullable(properties.get(key))
        .map(SourcedValue::text)
        .filter(text -> !text.isEmpty());
  }

  /** Returns whether a switch is on, in the words that Coffer's options take. */
  boolean isOn(String key) {
    String word = text(key).orElse("off").toLowerCase(Locale.ROOT);
    if (!ON.contains(word) && !OFF.contains(word)) {
      SourcedValue value = properties.get(key);
      throw new InvalidStoreException(
          name, key + " must be true or false", value == null ? List.of() : List.of(value), null);
    }
    return ON.contains(word);
  }

  boolean tellsPlace() {
    return text(URI).isPresent() || text(TYPE).isPresent() || text(PATH).isPresent();
  }

  /** Sets the name, the place and the options of the store, with their origins. */
  void configure(FileStoreConfig.Builder config) {
    if (isNamed && !isReference()) {
      config.name(name);
    }
    text(TYPE).ifPresent(config::type);
    text(PATH).ifPresent(config::path);
    config.settings(settings());
  }

  /** A store of Coffer's own file has its name there. */
  private boolean isReference() {
    return text(URI).filter(uri -> uri.startsWith("@")).isPresent();
  }

  private List<Setting> settings() {
    return properties.entrySet().stream()
        .filter(each -> each.getKey().equals(URI) || !OWN.contains(each.getKey()))
        .map(each -> new Setting(each.getKey(), each.getValue().text(), each.getValue().origin()))
        .toList();
  }

  List<SourcedValue> sources() {
    return List.copyOf(properties.values());
  }
}
