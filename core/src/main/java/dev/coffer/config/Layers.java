package dev.coffer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The layers of this process: those built in, then those that {@link ServiceLoader} finds. */
final class Layers {
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
}
