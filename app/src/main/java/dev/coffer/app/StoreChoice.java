package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which store a command works on: the option, else {@code COFFER_STORE}, else the environment's
 * {@code FILE_STORE} settings when there is one, else the user's own.
 */
record StoreChoice(@Nullable String option, Map<String, String> env) {
  private static final String VARIABLE = "COFFER_STORE";
  private static final String STANDARD_PREFIX = "FILE_STORE";
  private static final String OF_THE_USER = "file:~/.coffer/data";
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  FileStore open() {
    if (option != null) {
      return open("--store", option);
    }
    String named = env.get(VARIABLE);
    if (named != null && !named.isEmpty()) {
      return open(VARIABLE, named);
    }
    return hasStandardSettings() ? FileStores.fromEnvironment(env) : FileStores.open(OF_THE_USER);
  }

  private static FileStore open(String source, String uri) {
    if (!SCHEME.matcher(uri).matches()) {
      throw new ConfigurationException("open", "", uri, hint(source, uri), null);
    }
    return FileStores.open(uri);
  }

  private static String hint(String source, String uri) {
    String example = uri.isEmpty() ? "./data" : uri;
    return source + " takes a URI: for a local directory write file:" + example;
  }

  private boolean hasStandardSettings() {
    for (Map.Entry<String, String> variable : env.entrySet()) {
      if (variable.getKey().startsWith(STANDARD_PREFIX) && !variable.getValue().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
