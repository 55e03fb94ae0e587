package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.util.ArrayList;
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
 * The back ends of this process: the two built in, and those that {@link ServiceLoader} finds. The
 * latter are loaded when a name is none of the built-in ones: who opens a directory does not wait
 * for the classes of a service's client.
 */
final class Providers {
  private final List<FileStoreProvider> builtIn = builtIn();
  private @Nullable List<FileStoreProvider> all;

  static List<FileStoreProvider> builtIn() {
    return List.of(new LocalProvider(), new MemoryProvider());
  }

  private List<FileStoreProvider> all() {
    if (all == null) {
      List<FileStoreProvider> found = new ArrayList<>(builtIn);
      try {
        ServiceLoader.load(FileStoreProvider.class).forEach(found::add);
      } catch (ServiceConfigurationError e) {
        throw Wrong.forStore(
            "a file store", "a back end on the class path cannot be loaded: " + e.getMessage(), e);
      }
      refuseDoubles("type", found, provider -> Set.of(provider.type()));
      refuseDoubles("scheme", found, FileStoreProvider::schemes);
      all = found;
    }
    return all;
  }

  FileStoreProvider ofType(String type) {
    return find(type, provider -> Set.of(provider.type())).orElseThrow(() -> unknownType(type));
  }

  FileStoreProvider ofScheme(String scheme) {
    return find(scheme, FileStoreProvider::schemes)
        .orElseThrow(
            () -> unknown("scheme", scheme, OptionalModules.SCHEMES, FileStoreProvider::schemes));
  }

  /** The type that has an option of this name, for the error of one that does not. */
  Optional<String> typeWithOption(String name) {
    return all().stream()
        .filter(
            provider ->
                provider.options().stream().map(Option::name).anyMatch(OptionName.sameAs(name)))
        .map(FileStoreProvider::type)
        .findFirst();
  }

  private Optional<FileStoreProvider> find(
      String name, Function<FileStoreProvider, Set<String>> names) {
    return find(name, builtIn, names).or(() -> find(name, all(), names));
  }

  private static Optional<FileStoreProvider> find(
      String name,
      List<FileStoreProvider> providers,
      Function<FileStoreProvider, Set<String>> names) {
    return providers.stream().filter(provider -> names.apply(provider).contains(name)).findFirst();
  }

  private ConfigurationException unknownType(String type) {
    return find(type, FileStoreProvider::schemes)
        .map(
            provider ->
                Wrong.configuration(
                    "'%s' is a scheme of URIs; the type is '%s'".formatted(type, provider.type())))
        .orElseGet(
            () ->
                unknown("type", type, OptionalModules.TYPES, provider -> Set.of(provider.type())));
  }

  private ConfigurationException unknown(
      String what,
      String name,
      Map<String, String> modules,
      Function<FileStoreProvider, Set<String>> names) {
    String module = modules.get(name);
    if (module != null) {
      return Wrong.configuration(OptionalModules.hint("the " + what + " '" + name + "'", module));
    }
    Set<String> known = new TreeSet<>(modules.keySet());
    all().forEach(provider -> known.addAll(names.apply(provider)));
    return Wrong.configuration(
        "unknown " + what + " " + Wrong.quoted(name) + Nearest.hint(name, known));
  }

  private static void refuseDoubles(
      String what, List<FileStoreProvider> all, Function<FileStoreProvider, Set<String>> names) {
    for (FileStoreProvider provider : all) {
      for (String name : names.apply(provider)) {
        FileStoreProvider first = find(name, all, names).orElse(provider);
        if (first != provider) {
          throw Wrong.configuration(
              "two back ends have the %s '%s': %s and %s; remove one"
                  .formatted(
                      what, name, first.getClass().getName(), provider.getClass().getName()));
        }
      }
    }
  }
}
