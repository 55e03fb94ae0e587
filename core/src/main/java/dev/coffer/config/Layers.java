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
  private static final String WEBHOOK = "coffer-webhook";

  private final Map<String, MiddlewareProvider> byName = new TreeMap<>();
  private final List<MiddlewareProvider> all = new ArrayList<>();

  private Layers() {}

  static List<MiddlewareProvider> builtIn() {
    return List.of(new ScopedProvider(), new ObservedProvider());
  }

  static Layers find() {
    Layers layers = new Layers();
    builtIn().forEach(layers::add);
    try {
      ServiceLoader.load(MiddlewareProvider.class).forEach(layers::add);
    } catch (ServiceConfigurationError e) {
      throw Wrong.forStore(
          "a file store", "a layer on the class path cannot be loaded: " + e.getMessage(), e);
    }
    return layers;
  }

  private void add(MiddlewareProvider provider) {
    MiddlewareProvider first = byName.put(provider.name(), provider);
    if (first != null) {
      throw Wrong.configuration(
          "two layers have the name '%s': %s and %s; remove one"
              .formatted(
                  provider.name(), first.getClass().getName(), provider.getClass().getName()));
    }
    all.add(provider);
  }

  List<MiddlewareProvider> all() {
    return all;
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  MiddlewareProvider named(String name) {
    MiddlewareProvider provider = byName.get(name);
    if (provider == null) {
      throw Wrong.configuration(
          "unknown layer " + Wrong.quoted(name) + Nearest.hint(name, names()));
    }
    return provider;
  }

  Stream<Option<?>> options() {
    return all.stream().flatMap(provider -> provider.options().stream());
  }

  /** Whether an option is known by name and its module is not there. */
  boolean isOfMissingModule(String option) {
    return option.startsWith("webhook.")
        && options().noneMatch(o -> o.name().equals(FileStoreConfig.WEBHOOK_URL));
  }

  /** What to say of an option whose layer is not there. */
  static String missing(String what) {
    return Providers.missing(what, WEBHOOK);
  }
}
