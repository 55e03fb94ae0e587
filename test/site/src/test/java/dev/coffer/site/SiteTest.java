package dev.coffer.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site is whole: its files are there, and lead to each other. */
class SiteTest {
  @TempDir private static Path temporary;
  private static WrittenSite site;

  @BeforeAll
  static void write() throws IOException {
    site = WrittenSite.in(temporary);
  }

  @Test
  void everyPageOfTheRepositoryIsAPageOfTheSite() throws IOException {
    assertThat(site.pages())
        .hasSizeGreaterThan(80)
        .contains(
            Path.of("index.html"),
            Path.of("docs/errors.html"),
            Path.of("docs/decisions/index.html"),
            Path.of("examples/azure-blob/index.html"));
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    for (Path page : site.pages()) {
      List<String> broken =
          site.links(page).filter(link -> !site.leadsSomewhere(page, link)).toList();
      assertThat(broken).as("%s", page).isEmpty();
    }
  }

  @Test
  void everyPageHasATitleOfItsOwn() throws IOException {
    List<Path> pages = site.pages();
    assertThat(pages.stream().map(SiteTest::title)).doesNotContain("").hasSameSizeAs(pages);
    assertThat(pages.stream().map(SiteTest::title).distinct()).hasSameSizeAs(pages);
  }

  private static String title(Path page) {
    try {
      return site.text(page).replaceFirst("(?s).*<title>(.*?)</title>.*", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theNavigationIsTheTableOfTheFirstPage() throws IOException {
    assertThat(site.text(Path.of("docs/errors.html")))
        .contains("<h2>Start</h2>", "<h2>Stores</h2>", "<h2>Run</h2>", "<h2>Extend</h2>")
        .contains("<a href=\"options.html\">Options</a>", "aria-current=\"page\">Errors</a>")
        .contains("<a href=\"decisions/index.html\">Decisions</a>");
  }

  @Test
  void aLinkToAFileThatIsNoPageLeadsToACopy() {
    assertThat(site.directory().resolve("docs/receivers/verify.py")).exists();
    assertThat(site.directory().resolve("docs/pictures/quickstart.svg")).exists();
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws IOException {
    for (Path page : site.pages()) {
      assertThat(site.text(page)).doesNotContainPattern("(?:src|<link[^>]*href)=\"https?:");
    }
  }
}
