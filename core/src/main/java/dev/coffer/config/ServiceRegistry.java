package dev.coffer.config;

import dev.coffer.text.Printable;
import dev.coffer.text.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The services of one kind in this process: those built in, and those that {@link ServiceLoader}
 * finds. The latter are loaded only if a name is not built in: opening a directory does not wait
 * for the classes of a service's client.
 */
final class ServiceRegistry<T> {
  static final Naming<FileStoreProvider> TYPE =
      new Naming<>("type", provider -> Set.of(provider.type()));
  static final Naming<FileStoreProvider> SCHEME =
      new Naming<>("scheme", FileStoreProvider::schemes);
  static final Naming<LayerProvider> LAYER =
      new Naming<>("layer", provider -> Set.of(provider.name()));

  private static final int LONGEST_REASON = 300;

  private final Class<T> service;
  private final String kind;
  private final List<T> builtIn;
  private final List<Naming<T>> namings;
  private @Nullable List<T> all;

  /** A kind of names that services have. */
  record Naming<T>(String what, Function<T, Set<String>> names) {}

  private ServiceRegistry(Class<T> service, String kind, List<T> builtIn, List<Naming<T>> namings) {
    this.service = service;
    this.kind = kind;
    this.builtIn = builtIn;
    this.namings = namings;
  }

  static ServiceRegistry<FileStoreProvider> backEnds() {
    return new ServiceRegistry<>(
        FileStoreProvider.class,
        "back end",
        List.of(new LocalProvider(), new MemoryProvider()),
        List.of(TYPE, SCHEME));
  }

  static ServiceRegistry<LayerProvider> layers() {
    return new ServiceRegistry<>(
        LayerProvider.class,
        "layer",
        List.of(new ScopedProvider(), new ObservedProvider(), new VersioningProvider()),
        List.of(LAYER));
  }

  static ServiceRegistry<OperationListenerProvider> listeners() {
    return new ServiceRegistry<>(OperationListenerProvider.class, "listener", List.of(), List.of());
  }

  /** The built-in ones first; loaded once. */
  List<T> all() {
    if (all == null) {
      List<T> found = new ArrayList<>(builtIn);
      try {
        for (T each : ServiceLoader.load(service)) {
          found.add(each);
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        throw ConfigurationErrors.of(
            "a " + kind + " on the class path cannot be loaded: " + e.getMessage() + reason(e), e);
      }
      for (Naming<T> naming : namings) {
        refuseDoubles(naming, found);
      }
      all = found;
    }
    return all;
  }

  /** What the loader does not say: why the class could not be instantiated. */
  private static String reason(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost == e ? "" : ": " + Printable.of(innermost.toString(), LONGEST_REASON);
  }

  Optional<T> find(Naming<T> naming, String name) {
    Optional<T> found = find(naming, name, builtIn);
    return found.isPresent() ? found : find(naming, name, all());
  }

  private static <T> Optional<T> find(Naming<T> naming, String name, List<T> services) {
    for (T each : services) {
      if (naming.names().apply(each).contains(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  T require(Naming<T> naming, String name) {
    Optional<T> found = find(naming, name);
    if (found.isEmpty()) {
      throw ConfigurationErrors.of(unknown(naming, name));
    }
    return found.get();
  }

  /** Returns what to do about a name that no service has. */
  String unknown(Naming<T> naming, String name) {
    Map<String, String> modules = OptionalModules.providing(naming.what());
    String module = modules.get(name);
    if (module != null) {
      return OptionalModules.hint("the %s '%s'".formatted(naming.what(), name), module);
    }
    Set<String> known = new TreeSet<>(modules.keySet());
    all().forEach(each -> known.addAll(naming.names().apply(each)));
    return "unknown %s %s%s"
        .formatted(naming.what(), ConfigurationErrors.quoted(name), Suggestions.hint(name, known));
  }

  private static <T> void refuseDoubles(Naming<T> naming, List<T> services) {
    Map<String, T> owners = new HashMap<>();
    for (T each : services) {
      for (String name : naming.names().apply(each)) {
        T first = owners.putIfAbsent(name, each);
        if (first != null) {
          throw ConfigurationErrors.of(
              "the %s '%s' is claimed twice: by %s and by %s; remove one"
                  .formatted(naming.what(), name, nameOf(first), nameOf(each)));
        }
      }
    }
  }

  private static String nameOf(Object service) {
    return service.getClass().getName();
  }
}
