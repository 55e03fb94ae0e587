package dev.coffer.config;

import dev.coffer.FilePath;
import java.util.regex.Pattern;

/**
 * A store by its name, in place of a URI: {@code @NAME} or {@code @NAME/directory}. Nothing in it
 * is decoded.
 *
 * @param name the name
 * @param directory a directory of the store, the root if none is given
 */
record StoreReference(String name, FilePath directory) {
  /** The form of a name, for errors. */
  static final String FORM =
      "a name has letters, digits, '-' and '_', at most 63, and begins with a letter or a digit";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

  static StoreReference parse(String text) {
    int slash = text.indexOf('/');
    String name = slash < 0 ? text.substring(1) : text.substring(1, slash);
    return new StoreReference(
        checked(name), FilePath.of(slash < 0 ? "" : text.substring(slash + 1)));
  }

  /** Returns the name itself, if a store can have it. */
  static String checked(String name) {
    if (!isName(name)) {
      throw ConfigurationErrors.of(
          ConfigurationErrors.quoted(name) + " is not a valid name of a store: " + FORM);
    }
    return name;
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
