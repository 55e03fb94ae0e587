package dev.coffer.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a browser can tell: widths, colours, and what scripts do. */
@Tag("browser")
class BrowserTest {
  private static final List<Path> FEW =
      List.of(Path.of("index.html"), Path.of("docs/errors.html"), Path.of("docs/performance.html"));

  /** Loads each page on a phone's width and writes down what it sees. */
  private static final String SCRIPT =
      """
      <!doctype html>
      <link rel="icon" href="data:,">
      <iframe id="frame" style="width:360px;height:740px;border:0"></iframe>
      <script>
      const frame = document.getElementById("frame");
      const load = address => new Promise(done => { frame.onload = done; frame.src = address; });
      const until = async what => {
        while (!what()) await new Promise(again => setTimeout(again, 20));
      };
      (async () => {
        const seen = [];
        for (const page of PAGES) {
          await load(page);
          const root = frame.contentDocument.documentElement;
          const style = frame.contentWindow.getComputedStyle(frame.contentDocument.body);
          const hidden = root.scrollWidth - root.clientWidth;
          seen.push([page, hidden, style.backgroundColor, style.color].join("|"));
        }
        await load("/docs/errors.html?q=ConflictException");
        await until(() => frame.contentDocument.querySelector("#results a"));
        const first = frame.contentDocument.querySelector("#results a");
        const marks = frame.contentDocument.querySelectorAll("mark");
        seen.push(["found", first.getAttribute("href"), marks.length].join("|"));
        await load("/docs/errors.html?q=xyzzy");
        await until(() => frame.contentDocument.querySelector("#results p"));
        seen.push("nothing|" + frame.contentDocument.querySelector("#results p").textContent);
        document.body.innerHTML = "<pre>" + seen.join("\\n") + "</pre>";
      })();
      </script>
      """;

  @TempDir private static Path temporary;
  private static List<Path> pages;
  private static SiteServer server;
  private static List<String> light;
  private static List<String> dark;

  @BeforeAll
  static void look() throws IOException, InterruptedException {
    Chromium.assumeInstalled();
    WrittenSite site = WrittenSite.in(temporary.resolve("site"));
    pages = some(site.pages());
    server =
        new SiteServer(
            site.directory(), Map.of("/all.html", script(pages), "/few.html", script(FEW)));
    light = seen("/all.html", "--blink-settings=preferredColorScheme=1");
    dark = seen("/few.html", "--blink-settings=preferredColorScheme=0");
  }

  /** All but most of the pages of decisions, which are text and look alike. */
  private static List<Path> some(List<Path> all) {
    int oneOf = Boolean.getBoolean("coffer.thorough") ? 1 : 10;
    return IntStream.range(0, all.size())
        .filter(i -> i % oneOf == 0 || !all.get(i).startsWith("docs/decisions"))
        .mapToObj(all::get)
        .toList();
  }

  private static String script(List<Path> pages) {
    return SCRIPT.replace(
        "PAGES",
        pages.stream().map(page -> "\"/" + page + "\"").collect(Collectors.joining(",", "[", "]")));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static List<String> seen(String address, String option)
      throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(temporary, "profile");
    String page = new Chromium(profile).load(server.address() + address, option);
    assertThat(page).contains("<pre>");
    return page.substring(page.indexOf("<pre>") + 5, page.indexOf("</pre>")).lines().toList();
  }

  @Test
  void noPageIsWiderThanAPhone() {
    assertThat(light.subList(0, pages.size())).allMatch(line -> line.contains(".html|0|"));
  }

  @Test
  void theColoursAreThoseThatTheReaderPrefers() {
    assertThat(light.subList(0, pages.size()))
        .allMatch(line -> line.endsWith("|rgb(255, 255, 255)|rgb(31, 35, 40)"));
    assertThat(dark.subList(0, FEW.size()))
        .allMatch(line -> line.endsWith("|rgb(18, 22, 28)|rgb(226, 231, 236)"));
  }

  @Test
  void theSearchFindsAWordAndMarksIt() {
    List<String> found = List.of(light.get(pages.size()).split("\\|", -1));
    assertThat(found.get(1)).contains(".html");
    assertThat(Integer.parseInt(found.get(2))).isPositive();
  }

  @Test
  void theSearchSaysThatItFoundNothing() {
    assertThat(light.get(pages.size() + 1)).isEqualTo("nothing|Nothing found");
  }

  @Test
  void everythingThatAPageLoadsIsThere() {
    assertThat(light).hasSize(pages.size() + 2);
    assertThat(server.missing()).isEmpty();
  }
}
