package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

class PathsInJsonTest {
  private static final FileInfo INFO =
      new FileInfo(
          FilePath.of("d/a b😀.txt"), 3, Instant.EPOCH, "v1", Optional.of("text/plain"), Map.of());

  @Test
  void aPathIsItsText() {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                JacksonAutoConfiguration.class, CofferJacksonAutoConfiguration.class))
        .run(
            context ->
                assertThat(context.getBean(JsonMapper.class).writeValueAsString(INFO))
                    .contains("\"path\":\"d/a b😀.txt\"", "\"contentType\":\"text/plain\""));
  }
}
