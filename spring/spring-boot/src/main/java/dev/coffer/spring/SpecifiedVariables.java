package dev.coffer.spring;

import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The variables {@code FILE_STORE…}, which define the store of an application that configures none.
 * {@link FileStoreConfig#fromEnvironment} reads the same, but takes no options besides.
 */
final class SpecifiedVariables {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "FILE_STORE_WEB_HOOK_URL", "webhook.url",
          "FILE_STORE_WEB_HOOK_HEADERS", "webhook.headers",
          "FILE_STORE_WEB_HOOK_BATCH", "webhook.batch");

  private SpecifiedVariables() {}

  /**
   * Sets what the variables define.
   *
   * @param configured the options that the application configures, which win
   */
  static void apply(
      Map<String, String> variables, Set<String> configured, FileStoreConfig.Builder config) {
    config.type(variables.get("FILE_STORE")).path(variables.get("FILE_STORE_PATH"));
    OPTIONS.forEach(
        (variable, option) -> {
          String value = variables.getOrDefault(variable, "");
          if (!value.isEmpty() && !configured.contains(option)) {
            String source = "environment variable " + variable;
            config.settings(List.of(new Setting(option, value, source)));
          }
        });
  }
}
