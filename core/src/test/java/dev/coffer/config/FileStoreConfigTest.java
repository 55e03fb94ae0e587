package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FileStoreConfigTest {
  @Test
  void aConfigurationDoesNotChangeWithWhatItWasMadeOf() {
    Map<String, String> headers = new HashMap<>(Map.of("X-Key", "1"));
    FileStoreConfig.Builder builder =
        FileStoreConfig.builder().option("max-size", "1").webHookHeaders(headers);
    FileStoreConfig config = builder.build();
    headers.put("X-Key", "2");
    builder.option("max-size", "2").type("s3").webHookBatch(true);
    assertThat(config.options()).isEqualTo(Map.of("max-size", "1"));
    assertThat(text(config, "webhook.headers")).isEqualTo("{\"X-Key\":\"1\"}");
    assertThat(config.named("webhook.batch")).isEmpty();
    assertThat(config.type().value()).isEqualTo("local");
  }

  @Test
  void nullAndEmptyAreNotGiven() {
    FileStoreConfig config = FileStoreConfig.builder().type(null).path("").webHookUrl(null).build();
    assertThat(config.type().value()).isEqualTo("local");
    assertThat(config.path()).isEmpty();
    assertThat(config.named("webhook.url")).isEmpty();
  }

  @Test
  void whatHasAMethodOrAVariableOfItsOwnIsAnOption() {
    FileStoreConfig built =
        FileStoreConfig.builder()
            .webHookUrl("http://h/")
            .webHookHeaders(Map.of("B", "\"\\\n", "A", "ä"))
            .webHookBatch(true)
            .build();
    assertThat(text(built, "webhook.url")).isEqualTo("http://h/");
    assertThat(text(built, "webhook.headers")).isEqualTo("{\"A\":\"ä\",\"B\":\"\\\"\\\\\\u000a\"}");
    assertThat(text(built, "webhook.batch")).isEqualTo("true");
    FileStoreConfig found =
        FileStoreConfig.fromEnvironment(
            Map.of(
                "FILE_STORE_WEB_HOOK_HEADERS", "{}",
                "FILE_STORE_WEB_HOOK_BATCH", "on",
                "FILE_STORE_WEB_HOOK_URL", ""));
    assertThat(text(found, "webhook.headers")).isEqualTo("{}");
    assertThat(found.named("webhook.batch"))
        .contains(
            new Setting("webhook.batch", "on", "environment variable FILE_STORE_WEB_HOOK_BATCH"));
    assertThat(found.named("webhook.url")).isEmpty();
  }

  private static String text(FileStoreConfig config, String option) {
    return config.named(option).orElseThrow().value();
  }

  @Test
  void aUriStandsInPlaceOfTypeAndPath() {
    assertThatThrownBy(() -> FileStoreConfig.builder().uri("memory:").path("a").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a URI names type and path");
    assertThatThrownBy(() -> FileStoreConfig.builder().uri("memory:").type("local").build())
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void nothingThatMayBeSecretIsShown() {
    FileStoreConfig byType =
        FileStoreConfig.builder()
            .type("s3")
            .path("bucket")
            .option("secret-key", "hush")
            .webHookHeaders(Map.of("Authorization", "hush"))
            .webHookUrl("https://u:hush@host/")
            .build();
    assertThat(byType).hasToString("FileStoreConfig(s3 bucket, options [secret-key])");
    assertThat(FileStoreConfig.builder().uri("s3://b/p?secret-key=hush").build())
        .hasToString("FileStoreConfig(s3://b/p, options [])");
    assertThat(FileStoreConfig.builder().uri("no uri, hush").build().toString())
        .doesNotContain("hush");
  }
}
