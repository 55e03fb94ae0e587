package dev.coffer.config;

import java.nio.file.Path;

/** The home directory, which a leading {@code ~/} of a path stands for. */
final class Home {
  private Home() {}

  static String expand(String path, String type) {
    if (!path.equals("~") && !path.startsWith("~/")) {
      return path;
    }
    String home = System.getProperty("user.home", "");
    if (!Path.of(home).isAbsolute()) {
      throw Wrong.forStore(
          type, "the home directory '~' is not known here; give an absolute path", null);
    }
    return home + path.substring(1);
  }
}
