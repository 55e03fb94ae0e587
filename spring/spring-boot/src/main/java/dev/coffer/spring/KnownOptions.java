package dev.coffer.spring;

import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.Option;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of back ends and layers on the class path, in any spelling.
 *
 * <p>Spring reads {@code COFFER_STORES_UPLOADS_PATH_STYLE} as {@code path.style}, since a variable
 * does not show which of its underscores is a dot.
 */
final class KnownOptions {
  private final Map<String, String> names;

  private KnownOptions(Map<String, String> names) {
    this.names = names;
  }

  static KnownOptions onTheClassPath() {
    return new KnownOptions(
        Stream.of(
                options(FileStoreProvider.class, FileStoreProvider::options),
                options(LayerProvider.class, LayerProvider::options))
            .flatMap(all -> all)
            .map(Option::name)
            .collect(Collectors.toMap(KnownOptions::letters, name -> name, (one, other) -> one)));
  }

  private static <T> Stream<Option<?>> options(Class<T> service, Function<T, List<Option<?>>> of) {
    return ServiceLoader.load(service).stream()
        .map(ServiceLoader.Provider::get)
        .flatMap(provider -> of.apply(provider).stream());
  }

  /** Returns the declared name of an option, or the name as it is if there is no such option. */
  String named(String spelling, boolean variable) {
    String declared = names.get(letters(spelling));
    return declared != null && (variable || undashed(declared).equals(undashed(spelling)))
        ? declared
        : spelling;
  }

  /** What all spellings of a name have in common but in a variable. */
  private static String undashed(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  private static String letters(String name) {
    return undashed(name).replace(".", "");
  }
}
