package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines {@code stores.NAME.OPTION=value} of a file, by the names of the stores. */
final class StoreProperties {
  private static final String PREFIX = "stores.";

  /** What looks like a key; all else may be a piece of a secret, which is never shown. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z]{1,10}(\\.[A-Za-z0-9_-]{1,40}){1,6}");

  private final ConfigurationFile file;
  private final SortedMap<String, List<Setting>> byName = new TreeMap<>();
  private final Map<String, Property> byKey = new HashMap<>();

  private StoreProperties(ConfigurationFile file) {
    this.file = file;
  }

  /** Returns the settings of each store, in the order of the lines. */
  static SortedMap<String, List<Setting>> read(ConfigurationFile file) {
    StoreProperties stores = new StoreProperties(file);
    LogicalLine.of(file.text().orElse("")).forEach(stores::add);
    return stores.byName;
  }

  private void add(LogicalLine line) {
    try {
      add(Property.of(line));
    } catch (IllegalArgumentException e) {
      throw wrong(line.number(), String.valueOf(e.getMessage()), e);
    }
  }

  private void add(Property property) {
    String key = property.key();
    int dot = key.indexOf('.', PREFIX.length());
    if (!key.startsWith(PREFIX) || dot < 0 || dot + 1 == key.length()) {
      throw wrong(property.line(), unknown(key), null);
    }
    String name = key.substring(PREFIX.length(), dot);
    if (!StoreReference.isName(name)) {
      String quoted = ConfigurationErrors.quoted(name);
      throw wrong(
          property.line(),
          quoted + " is not a valid name of a store: " + StoreReference.FORM,
          null);
    }
    requireNew(property, name, key.substring(dot + 1));
    byName
        .computeIfAbsent(name, first -> new ArrayList<>())
        .add(new Setting(key.substring(dot + 1), property.value(), file.at(property.line())));
  }

  private void requireNew(Property property, String name, String option) {
    Property first = byKey.putIfAbsent(name + "." + OptionName.key(option), property);
    if (first != null) {
      throw wrong(
          property.line(),
          "%s is given a second time; the first is in line %d%s"
              .formatted(
                  ConfigurationErrors.quoted(property.key()),
                  first.line(),
                  first.key().equals(property.key())
                      ? ""
                      : ", as " + ConfigurationErrors.quoted(first.key())),
          null);
    }
  }

  private static String unknown(String key) {
    String shown =
        KEY.matcher(key).matches()
            ? ConfigurationErrors.quoted(key) + " is not a key"
            : "this is not a key";
    return shown + "; a key is stores.NAME.uri or stores.NAME.OPTION";
  }

  private ConfigurationException wrong(int line, String problem, @Nullable Throwable cause) {
    return ConfigurationFile.wrong(file.at(line) + ": " + problem, cause);
  }
}
