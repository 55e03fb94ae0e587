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
        FileStoreConfig.builder().option("maxSize", "1").webHookHeaders(headers);
    FileStoreConfig config = builder.build();
    headers.put("X-Key", "2");
    builder.option("maxSize", "2").type("s3").webHookBatch(true);
    assertThat(config.options()).isEqualTo(Map.of("maxSize", "1"));
    assertThat(config.webHookHeaders()).isEqualTo(Map.of("X-Key", "1"));
    assertThat(config.webHookBatch()).isFalse();
    assertThat(config.type().text()).isEqualTo("local");
  }

  @Test
  void nullAndEmptyAreNotGiven() {
    FileStoreConfig config = FileStoreConfig.builder().type(null).path("").webHookUrl(null).build();
    assertThat(config.type().text()).isEqualTo("local");
    assertThat(config.path()).isEmpty();
    assertThat(config.webHookUrl()).isEmpty();
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
            .option("secretKey", "hush")
            .webHookHeaders(Map.of("Authorization", "hush"))
            .webHookUrl("https://u:hush@host/")
            .build();
    assertThat(byType).hasToString("FileStoreConfig(s3 bucket, options [secretKey])");
    assertThat(FileStoreConfig.builder().uri("s3://b/p?secretKey=hush").build())
        .hasToString("FileStoreConfig(s3://b/p, options [])");
    assertThat(FileStoreConfig.builder().uri("no uri, hush").build().toString())
        .doesNotContain("hush");
  }
}
