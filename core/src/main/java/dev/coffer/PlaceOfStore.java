package dev.coffer;

import java.util.regex.Pattern;

/** Where a store is: a text that names it is not for clients of a server. */
final class PlaceOfStore {
  private static final Pattern ABSOLUTE_PATH = Pattern.compile("(?<![\\w.-])([A-Za-z]:\\\\|/)\\w");

  private PlaceOfStore() {}

  /**
   * Returns whether a text names an absolute path, the store, or what its name says of its place.
   *
   * @param store the name of the store, such as {@code file:/var/data} or {@code s3:bucket}
   */
  static boolean isNamedIn(String text, String store) {
    String place = store.substring(store.indexOf(':') + 1);
    return ABSOLUTE_PATH.matcher(text).find() || isWordOf(text, store) || isWordOf(text, place);
  }

  private static boolean isWordOf(String text, String name) {
    return !name.isEmpty()
        && Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])").matcher(text).find();
  }
}
