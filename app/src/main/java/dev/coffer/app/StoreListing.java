package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.config.Assembly;
import dev.coffer.config.ConfiguredLayer;
import dev.coffer.config.FileStores;
import dev.coffer.config.NamedStores;
import dev.coffer.config.Setting;
import dev.coffer.config.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints the settings of named stores, each with its source. */
record StoreListing(NamedStores stores, CommandSession session) {
  private static final int NAME_WIDTH = 14;

  /** Prints each store, also after one that is configured wrongly, and returns the first error. */
  Optional<RuntimeException> print(Collection<String> names) {
    Optional<RuntimeException> first = Optional.empty();
    for (String name : names) {
      Optional<RuntimeException> error = print(name);
      first = first.or(() -> error);
    }
    return first;
  }

  private Optional<RuntimeException> print(String name) {
    try {
      Assembly assembly = FileStores.assembly(stores.config(name));
      List<Setting> settings = settings(assembly);
      out(
          session.json()
              ? json(name, assembly.settings().type(), settings)
              : text(name, assembly.settings().type(), settings));
      return Optional.empty();
    } catch (ConfigurationException e) {
      String message = ShownAddress.shown(String.valueOf(e.getMessage()));
      out(
          session.json()
              ? new JsonLine().text("name", name).text("error", message).toString()
              : "@" + name + "\n" + columns("FAILED", message));
      return Optional.of(e);
    }
  }

  private static List<Setting> settings(Assembly assembly) {
    Stream<Settings> layers = assembly.layers().stream().map(ConfiguredLayer::settings);
    Stream<Setting> own =
        Stream.concat(Stream.of(assembly.settings()), layers)
            .flatMap(settings -> settings.all().stream());
    return Stream.concat(own, assembly.general().stream())
        .filter(setting -> !setting.isDefault())
        .toList();
  }

  private static String text(String name, String type, List<Setting> settings) {
    StringBuilder text = new StringBuilder("@" + name + "\n" + columns("type", type));
    for (Setting setting : settings) {
      String value = value(setting) + "  (" + source(setting) + ")";
      text.append('\n').append(columns(setting.name(), value));
    }
    return text.toString();
  }

  private static String columns(String name, String text) {
    return "  " + name + " ".repeat(Math.max(2, NAME_WIDTH - name.length())) + text;
  }

  private static String json(String name, String type, List<Setting> settings) {
    JsonLine values = new JsonLine();
    for (Setting setting : settings) {
      values.object(
          setting.name(),
          new JsonLine().text("value", value(setting)).text("source", source(setting)));
    }
    return new JsonLine()
        .text("name", name)
        .text("type", type)
        .object("settings", values)
        .toString();
  }

  private static String value(Setting setting) {
    return ShownAddress.ofValue(setting.value());
  }

  private static String source(Setting setting) {
    return ShownAddress.shown(setting.source());
  }

  private void out(String text) {
    if (session.json()) {
      session.console().out().println(text);
    } else {
      session.console().say(text);
    }
  }
}
