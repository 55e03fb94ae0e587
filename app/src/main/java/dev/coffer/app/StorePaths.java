package dev.coffer.app;

import dev.coffer.FilePath;
import java.util.regex.Pattern;

/** Reads the paths of a store that a call names. A URI there is a mistake of the user's. */
final class StorePaths {
  private static final Pattern URI =
      Pattern.compile(
          "(?:[a-z][a-z0-9+.-]*://|file:|memory:).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private StorePaths() {}

  /** Returns a path that names a file. */
  static FilePath file(String word) {
    return FilePath.ofFile(requireNoUri(word));
  }

  /** Returns a path that names a file or a directory. */
  static FilePath of(String word) {
    return FilePath.of(requireNoUri(word));
  }

  /** Returns the word itself; a file that has such a name is {@code ./file:x}. */
  static String requireNoUri(String word) {
    if (URI.matcher(word).matches()) {
      throw new CommandException(
          ExitCode.USAGE,
          "'"
              + ShownAddress.ofStore(word)
              + "' is a URI, and a path is expected: to copy between stores and directories use"
              + " coffer sync; another store is named by --store");
    }
    return word;
  }

  /**
   * Returns the path of what is copied or moved: the path that is named, or one below it if the
   * word names the directory for it, as {@code backup/} and {@code .} do.
   */
  static FilePath target(String word, String name) {
    FilePath named = of(word);
    return namesDirectory(word) && !name.isEmpty() ? named.resolve(FilePath.ofFile(name)) : named;
  }

  /** Returns whether a word names a directory by its form, whatever is there. */
  static boolean namesDirectory(String word) {
    String last = word.substring(word.lastIndexOf('/') + 1);
    return word.endsWith("/") || last.equals(".") || last.equals("..");
  }
}
