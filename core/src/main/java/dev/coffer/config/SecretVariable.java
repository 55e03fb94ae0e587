package dev.coffer.config;

import java.util.regex.Pattern;

/** A secret in an environment variable that the option names: {@code env:MINIO_SECRET}. */
final class SecretVariable {
  private static final String SCHEME = "env:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private SecretVariable() {}

  static boolean isReference(String text) {
    return text.startsWith(SCHEME);
  }

  /** Returns the value of the variable; its absence is never replaced by another source. */
  static Setting read(Setting given, FileStoreConfig config) {
    String variable = given.value().substring(SCHEME.length());
    if (!NAME.matcher(variable).matches()) {
      throw wrong(config, given, "does not name an environment variable after 'env:'");
    }
    return Setting.ofVariable(given.name(), config.environment(), variable)
        .map(found -> new Setting(found.name(), found.value(), given.explain(found.source())))
        .orElseThrow(
            () ->
                wrong(
                    config,
                    given,
                    "names the environment variable " + variable + ", which is not set"));
  }

  private static RuntimeException wrong(FileStoreConfig config, Setting given, String problem) {
    return ConfigurationErrors.forStore(
        config.label("a file store"),
        given.explain("the secret '" + given.name() + "' " + problem),
        null);
  }
}
