package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.config.Option;
import dev.coffer.config.Secret;
import dev.coffer.config.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The settings of a client as an option: the lines of a properties file. They are a secret as a
 * whole, since some of them are.
 */
public final class ClientProperties {
  private ClientProperties() {}

  /**
   * Passes on the settings, in the order of their names; none if the option is not set.
   *
   * @param settings the options of the layer
   * @param option the option with the lines
   * @param client takes a name and a value; its {@link IllegalArgumentException} says why it
   *     refuses the setting, without the value
   * @throws ConfigurationException if they cannot be read, or one is refused; shows no value
   */
  public static void pass(
      Settings settings, Option<Secret> option, BiConsumer<String, String> client) {
    Map<String, String> all = read(settings, option);
    try {
      all.forEach(client);
    } catch (IllegalArgumentException e) {
      throw settings.wrong(option, option.name() + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, String> read(Settings settings, Option<Secret> option) {
    Optional<Secret> lines = settings.find(option);
    try {
      return lines.isPresent() ? parse(lines.get().reveal()) : Map.of();
    } catch (IOException | IllegalArgumentException e) {
      // The message may show a part of a line.
      throw settings.wrong(option, option.name() + " must be the lines of a properties file");
    }
  }

  private static Map<String, String> parse(String lines) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(lines));
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      parsed.put(name, properties.getProperty(name));
    }
    return parsed;
  }
}
