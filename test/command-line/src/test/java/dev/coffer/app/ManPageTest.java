package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual page, as groff reads it. */
class ManPageTest {
  @TempDir private Path directory;

  private String page() {
    Shell.Result page = new Shell(Map.of(), new byte[0], Terminals.NONE).run("help", "--man");
    assertThat(page.err()).isEmpty();
    assertThat(page.code()).isZero();
    return page.out();
  }

  private Shell.Result groff(String page) throws IOException, InterruptedException {
    boolean there =
        List.of(System.getenv("PATH").split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "groff")));
    assumeTrue(there, "groff is not installed");
    List<String> command =
        List.of("groff", "-man", "-Tutf8", "-ww", "-rLL=300n", "-rHY=0", "-P-cbou");
    return new Program(command, directory, Map.of()).runWithInput(page);
  }

  @Test
  void itSaysWhatTheHelpSays() throws IOException, InterruptedException {
    Shell.Result shown = groff(page());
    assertThat(shown.err()).isEmpty();
    assertThat(shown.code()).isZero();
    String text = words(shown.out());
    for (Usage verb : Verbs.usages()) {
      assertThat(text).contains(words(verb.synopsis()), words(verb.summary()));
      verb.places().forEach(place -> assertThat(text).contains(place.name() + " " + place.help()));
      verb.flags().forEach(flag -> assertThat(text).contains(words(flag + " " + flag.help())));
      verb.notes().lines().forEach(line -> assertThat(text).contains(item(line)));
      verb.examples().forEach(example -> assertThat(text).contains(words(example)));
    }
    VerbOption.OF_ALL.forEach(flag -> assertThat(text).contains(flag + " " + flag.help()));
    assertThat(text).contains("5 temporary failure: try again");
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** A mark of a list is another one on the page. */
  private static String item(String line) {
    return words(line.replaceFirst("^- ", "")).strip();
  }

  @Test
  void noLineIsTakenForARequest() throws IOException, InterruptedException {
    Roff roff = new Roff().request("TH", "X", "1").request("PP");
    List<String> lines =
        List.of(".TH is no request", "'br neither", "a \\fB b \\ c", "día → ☀ \"x\"");
    roff.literal(lines).request("SS", "a \"title\"").entry("-x 'y'", "`~^` --");
    Shell.Result shown = groff(roff.toString());
    assertThat(shown.err()).isEmpty();
    List<String> expected = new ArrayList<>(lines);
    expected.addAll(List.of("a \"title\"", "-x 'y'", "`~^` --"));
    assertThat(words(shown.out())).contains(expected);
  }
}
