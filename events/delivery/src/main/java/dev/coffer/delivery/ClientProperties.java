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

/**
 * The settings of a client as an option: the lines of a properties file. They are a secret as a
 * whole, since some of them are.
 */
public final class ClientProperties {
  private ClientProperties() {}

  /**
   * Returns the settings.
   *
   * @param settings the options of the layer
   * @param option the option with the lines
   * @return names and values in the order of the names; empty if the option is not set
   * @throws ConfigurationException if they cannot be read; shows none of them
   */
  public static Map<String, String> of(Settings settings, Option<Secret> option) {
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
