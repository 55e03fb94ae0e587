package dev.coffer.config;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The layers of this process: those built in, then those that {@link ServiceLoader} finds. */
final class Layers {
  /** How options begin that modules bring which may be missing. */
  private static final Map<String, String> MODULES =
      Map.ofEntries(
          entry("outbox", "coffer-delivery"),
          entry("webhook.", "coffer-webhook"),
          entry("audit", "coffer-audit"),
          entry("micrometer", "coffer-micrometer"),
          entry("deadline", "coffer-retry"),
          entry("retry.", "coffer-retry"),
          entry("breaker.", "coffer-retry"),
          entry("concurrency.limit", "coffer-retry"));

  private final Map<String, LayerProvider> byName = new TreeMap<>();
  private final List<LayerProvider> all = new ArrayList<>();

  private Layers() {}

  static List<LayerProvider> builtIn() {
    return List.of(new ScopedProvider(), new ObservedProvider());
  }

  static Layers find() {
    Layers layers = new Layers();
    builtIn().forEach(layers::add);
    try {
      ServiceLoader.load(LayerProvider.class).forEach(layers::add);
    } catch (ServiceConfigurationError e) {
      throw Wrong.forStore(
          "a file store", "a layer on the class path cannot be loaded: " + e.getMessage(), e);
    }
    return layers;
  }

  private void add(LayerProvider provider) {
    LayerProvider first = byName.put(provider.name(), provider);
    if (first != null) {
      throw Wrong.configuration(
          "two layers have the name '%s': %s and %s; remove one"
              .formatted(
                  provider.name(), first.getClass().getName(), provider.getClass().getName()));
    }
    all.add(provider);
  }

  List<LayerProvider> all() {
    return all;
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  LayerProvider named(String name) {
    LayerProvider provider = byName.get(name);
    if (provider == null) {
      throw Wrong.configuration(
          "unknown layer " + Wrong.quoted(name) + Nearest.hint(name, names()));
    }
    return provider;
  }

  Stream<Option<?>> options() {
    return all.stream().flatMap(provider -> provider.options().stream());
  }

  /** What to say of an option that is known by name and whose module is not there. */
  Optional<String> missing(String option, String what) {
    return MODULES.entrySet().stream()
        .filter(module -> option.startsWith(module.getKey()))
        .filter(module -> options().noneMatch(o -> o.name().startsWith(module.getKey())))
        .map(module -> Providers.missing(what, module.getValue()))
        .findFirst();
  }
}
