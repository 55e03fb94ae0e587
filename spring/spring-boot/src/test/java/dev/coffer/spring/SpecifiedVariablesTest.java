package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.config.FileStoreConfig;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpecifiedVariablesTest {
  private static String options(Map<String, String> variables, String... configured) {
    FileStoreConfig.Builder config = FileStoreConfig.builder();
    SpecifiedVariables.apply(variables, Set.of(configured), config);
    return config.build().toString();
  }

  /** An option that is not set needs no module that knows it. */
  @Test
  void variablesThatAreNotSetAreNoOptions() {
    assertThat(options(Map.of("FILE_STORE", "memory", "FILE_STORE_WEB_HOOK_URL", "")))
        .isEqualTo("FileStoreConfig(memory, options [])");
  }

  @Test
  void anOptionOfTheApplicationWins() {
    Map<String, String> variables =
        Map.of("FILE_STORE", "memory", "FILE_STORE_WEB_HOOK_URL", "http://localhost:1/");
    assertThat(options(variables)).contains("[webhook.url]");
    assertThat(options(variables, "webhook.url")).contains("options []");
  }
}
