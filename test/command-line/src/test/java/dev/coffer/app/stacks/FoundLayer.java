package dev.coffer.app.stacks;

import dev.coffer.config.LayerProvider;
import dev.coffer.config.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A layer that is there, and the ways to switch it on. A layer of a new module joins by its
 * options, when numbers, times and flags switch it on; else it needs a line in {@link #WAYS}.
 *
 * @param name of the layer
 * @param ways each a few options; in values, {@code {dir}} is a directory of the case and {@code
 *     {name}} a name of its own
 */
record FoundLayer(String name, List<Map<String, String>> ways) {
  /** What cannot be told from the kind of an option. */
  private static final Map<String, List<Map<String, String>>> WAYS =
      Map.of(
          "scoped", List.of(Map.of("scope", "users/ada")),
          "versioning", List.of(Map.of("versioning", "on", "versioning.keep", "5")),
          "cache",
              List.of(
                  Map.of("cache", "4KiB", "cache.max-file", "2KiB", "cache.ttl", "1h"),
                  Map.of("cache", "1MiB", "cache.validate", "always")),
          "compression",
              List.of(
                  Map.of("compression", "gzip", "compression.level", "1"),
                  Map.of("compression", "zstd", "compression.min-size", "0")),
          "observed",
              List.of(
                  Map.of("observe", "on"),
                  Map.of("observe.slow", "0ms", "observe.expected", "not-found,conflict"),
                  Map.of("audit", "{dir}/trail", "audit.max-size", "64KiB"),
                  Map.of("audit", "memory:trail-{name}")),
          "events",
              List.of(
                  Map.of("outbox", "memory"),
                  Map.of("webhook.url", Receiver.url(), "outbox", "memory"),
                  Map.of(
                      "webhook.url",
                      Receiver.url(),
                      "outbox",
                      "durable",
                      "state",
                      "{dir}/state",
                      "webhook.batch",
                      "on",
                      "webhook.batch.timeout",
                      "1ms",
                      "webhook.wait",
                      "off")));

  /** How the options of a text begin that are not named after it. */
  private static final Map<String, String> FAMILIES = Map.of("replicas", "replication.");

  /** What a value of an option looks like that has no default. */
  private static final Map<Option.Kind, String> VALUES =
      Map.of(
          Option.Kind.BOOLEAN, "on",
          Option.Kind.INTEGER, "100",
          Option.Kind.SIZE, "1MiB",
          Option.Kind.DURATION, "1h");

  /** All layers that this process has, those without a module of their own first. */
  static List<FoundLayer> all() {
    List<FoundLayer> all = new ArrayList<>();
    Stream.of("scoped", "observed", "versioning")
        .forEach(name -> all.add(new FoundLayer(name, waysOf(name))));
    for (LayerProvider provider : ServiceLoader.load(LayerProvider.class)) {
      List<Map<String, String>> ways = waysOf(provider.name());
      all.add(
          new FoundLayer(provider.name(), ways.isEmpty() ? List.of(everything(provider)) : ways));
    }
    return all;
  }

  private static List<Map<String, String>> waysOf(String name) {
    return Optional.ofNullable(WAYS.get(name)).orElse(List.of());
  }

  /** A value for each option of which one can be made up. */
  private static Map<String, String> everything(LayerProvider provider) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Option<?> option : provider.options()) {
      if (belongsToAnother(option, provider)) {
        continue;
      }
      boolean off = option.defaultText().filter(text -> text.equals("false")).isPresent();
      Optional<String> value = off ? Optional.of("on") : option.defaultText();
      value.or(() -> made(option)).ifPresent(text -> values.put(option.name(), text));
    }
    return values;
  }

  /** Returns whether it has no effect without a text of which none can be made up. */
  private static boolean belongsToAnother(Option<?> option, LayerProvider provider) {
    return provider.options().stream()
        .filter(other -> other.kind() == Option.Kind.TEXT && other.defaultText().isEmpty())
        .anyMatch(
            other ->
                option.name().startsWith(FAMILIES.getOrDefault(other.name(), other.name() + ".")));
  }

  private static Optional<String> made(Option<?> option) {
    return option.kind() == Option.Kind.CHOICE
        ? Optional.of(option.choices().get(0))
        : Optional.ofNullable(VALUES.get(option.kind()));
  }

  Map<String, String> lastWay() {
    return ways.get(ways.size() - 1);
  }

  /** All of its options that these tests can give, with the last of its ways. */
  Map<String, String> everything() {
    Map<String, String> values = new LinkedHashMap<>();
    for (LayerProvider provider : ServiceLoader.load(LayerProvider.class)) {
      if (provider.name().equals(name)) {
        values.putAll(everything(provider));
      }
    }
    ways.forEach(values::putAll);
    return values;
  }
}
