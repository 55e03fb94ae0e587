package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the metadata equal to the declarations; {@code -Dupdate.docs=true} writes them. */
class ConfigurationMetadataTest {
  private static final Path FILE =
      Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

  @Test
  void editorsKnowEveryOptionThatIsDeclared() throws IOException {
    String text = ConfigurationMetadata.text();
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE)
        .as("run the tests with -Dupdate.docs=true to rewrite it")
        .content()
        .isEqualTo(text);
  }

  @Test
  void noOptionHasTheNameOfAPropertyOfTheApplication() {
    assertThat(ConfigurationMetadata.names().toList()).doesNotHaveDuplicates();
  }
}
