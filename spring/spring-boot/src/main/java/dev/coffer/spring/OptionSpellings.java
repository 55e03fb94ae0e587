package dev.coffer.spring;

import dev.coffer.config.InstalledProviders;
import dev.coffer.config.Option;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of back ends and layers on the class path, in any spelling.
 *
 * <p>Spring reads {@code COFFER_STORES_UPLOADS_PATH_STYLE} as {@code path.style}, since a variable
 * does not show which of its underscores is a dot.
 */
final class OptionSpellings {
  private final Map<String, String> names =
      InstalledProviders.options().stream()
          .map(Option::name)
          .collect(Collectors.toMap(OptionSpellings::letters, name -> name, (one, same) -> one));

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
