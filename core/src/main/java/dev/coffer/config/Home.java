package dev.coffer.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Resolves a leading {@code ~/} of a path to the home directory. */
final class Home {
  private Home() {}

  static String expand(String path, String type) {
    if (!path.equals("~") && !path.startsWith("~/")) {
      return path;
    }
    String home = System.getProperty("user.home", "");
    if (!Path.of(home).isAbsolute()) {
      throw ConfigurationErrors.forStore(
          type, "the home directory '~' is not known here; give an absolute path", null);
    }
    return home + path.substring(1);
  }

  /** The path of this machine that an option names. */
  static Path path(String option, String text, String type) {
    try {
      if (!text.isEmpty()) {
        return Path.of(expand(text, type));
      }
    } catch (InvalidPathException e) {
      throw ConfigurationErrors.forStore(
          type, option + " is no path of this machine: " + ConfigurationErrors.quoted(text), e);
    }
    throw ConfigurationErrors.forStore(
        type, option + " is empty: write the path of a directory", null);
  }
}
