package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/options.md} equal to the declarations; {@code -Dupdate.docs=true} writes it.
 */
final class OptionsPageTest {
  private static final Path PAGE = Path.of("../docs/options.md");

  @Test
  void theReferencePageSaysWhatIsDeclared() throws IOException {
    String page = OptionsPage.of(Providers.builtIn());
    if (Boolean.getBoolean("update.docs")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("run the tests with -Dupdate.docs=true to rewrite it")
        .content()
        .isEqualTo(page);
  }

  @Test
  void everyOptionStandsOnThePage() {
    String page = OptionsPage.of(Providers.builtIn());
    for (FileStoreProvider provider : Providers.builtIn()) {
      for (Option<?> option : provider.options()) {
        assertThat(page)
            .contains("`" + option.name() + "`", option.help(), option.variables().get(0));
      }
    }
  }
}
