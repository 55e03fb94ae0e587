package dev.coffer.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.remote.Lie;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about testing a back end says of each lie what the contract demands. */
class LiesPageTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z][A-Z_0-9]+)`( \\*)? \\| [^|]+ \\| [^|]+ \\|$");

  @Test
  void theTableHasOneLineForEachLie() throws IOException {
    Page page = Page.read(Repository.ROOT.resolve("docs/testing-a-back-end.md"));
    List<String> lies =
        page.prose().stream()
            .flatMap(line -> ROW.matcher(line).results())
            .map((MatchResult row) -> row.group(1))
            .toList();
    assertThat(lies)
        .containsExactlyInAnyOrderElementsOf(Stream.of(Lie.values()).map(Enum::name).toList());
  }
}
