package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/cli.md} equal to the declarations; {@code -Dupdate.docs=true} writes it. */
class CliPageTest {
  private static final Path PAGE = Repository.ROOT.resolve("docs/cli.md");

  @Test
  void theReferencePageSaysWhatIsDeclared() throws IOException {
    String page = CliPage.of(Verbs.NAMES);
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("run the tests with -Dupdate.docs=true to rewrite it")
        .content()
        .isEqualTo(page);
  }

  @Test
  void everyVerbHasASectionWithAllItsWords() {
    String page = CliPage.of(Verbs.NAMES);
    for (String name : Verbs.NAMES) {
      Usage usage = Verbs.of(name).usage();
      assertThat(page).contains("\n## " + name + "\n", usage.summary(), usage.synopsis());
      usage.flags().forEach(flag -> assertThat(page).contains("| `" + flag + "` | "));
      usage.examples().forEach(example -> assertThat(page).contains("\n" + example + "\n"));
    }
  }
}
