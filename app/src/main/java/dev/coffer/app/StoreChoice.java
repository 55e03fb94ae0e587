package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.config.FileStoreConfig;
import java.util.HashMap;
import java.util.Locale;
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
    return config(Map.of());
  }

  /** Returns the store with options of its own that a call sets besides. */
  FileStoreConfig config(Map<String, String> options) {
    if (option != null) {
      return ofUri("--store", option, options);
    }
    if (hasOwnVariable()) {
      return ofUri(VARIABLE, String.valueOf(env.get(VARIABLE)), options);
    }
    return hasStandardSettings()
        ? FileStoreConfig.fromEnvironment(with(options))
        : ofUri("the default", OF_THE_USER, options);
  }

  /** The environment in which the options have their variables. */
  private Map<String, String> with(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(env);
    options.forEach(
        (name, value) ->
            all.put("COFFER_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    return all;
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

  private FileStoreConfig ofUri(String source, String uri, Map<String, String> options) {
    if (!isUri(uri)) {
      String shown = ShownAddress.ofStore(uri);
      throw new ConfigurationException(
          new ErrorContext("open", "", shown), hint(source, shown), null);
    }
    FileStoreConfig.Builder config = FileStoreConfig.builder().uri(uri).environment(env);
    options.forEach(config::option);
    return config.build();
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
