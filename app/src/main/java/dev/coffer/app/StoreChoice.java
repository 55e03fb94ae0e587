package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.config.FileStoreConfig;
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
  private static final Pattern FORM =
      Pattern.compile("@.*|[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  FileStoreConfig config() {
    if (option != null) {
      return ofUri("--store", option);
    }
    if (hasOwnVariable()) {
      return ofUri(VARIABLE, String.valueOf(env.get(VARIABLE)));
    }
    return hasStandardSettings()
        ? FileStoreConfig.fromEnvironment(env)
        : ofUri("the default", OF_THE_USER);
  }

  /** Who chose it, for people. */
  String source() {
    if (option != null) {
      return "option --store";
    }
    if (hasOwnVariable()) {
      return "environment variable " + VARIABLE;
    }
    return hasStandardSettings() ? "environment variables " + STANDARD_PREFIX + "*" : "default";
  }

  /** Whether a text is a URI or the name of a store; else it is a local file or directory. */
  static boolean isUri(String text) {
    return FORM.matcher(text).matches();
  }

  private FileStoreConfig ofUri(String source, String uri) {
    if (!isUri(uri)) {
      String shown = ShownAddress.ofStore(uri);
      throw new ConfigurationException(
          new ErrorContext("open", "", shown), hint(source, shown), null);
    }
    return FileStoreConfig.builder().uri(uri).environment(env).build();
  }

  private static String hint(String source, String uri) {
    String example = uri.isEmpty() ? "./data" : uri;
    return source + " takes a URI or @NAME: for a local directory write file:" + example;
  }

  private boolean hasOwnVariable() {
    return !env.getOrDefault(VARIABLE, "").isEmpty();
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
