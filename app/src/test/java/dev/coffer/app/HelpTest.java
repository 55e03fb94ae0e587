package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HelpTest {
  private static Shell.Result run(String... args) {
    return new Shell(Map.of(), new byte[0], Terminals.NONE).run(args);
  }

  @Test
  void theWholeHelpNamesEveryVerbAndExitCode() {
    Shell.Result help = run("--help");
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains(Verbs.NAMES).contains("--store URI", "--json", "COFFER_STORE");
    assertThat(help.out()).contains("3 directory not found", "7 configuration");
    assertThat(run("help").out()).isEqualTo(help.out());
    assertThat(run("-h").out()).isEqualTo(help.out());
  }

  @Test
  void everyVerbHasItsOwn() {
    for (String verb : Verbs.NAMES) {
      Shell.Result help = run(verb, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).startsWith("Usage: coffer " + verb).contains("--store URI");
      assertThat(run("help", verb).out()).isEqualTo(help.out());
      assertThat(run("-h", verb).out()).isEqualTo(help.out());
    }
  }

  @Test
  void aVerbsHelpShowsItsOptionsAndWords() {
    assertThat(run("ls", "--help").out())
        .startsWith(
            "Usage: coffer ls [-r] [-l] [--include PATTERN]... [--exclude PATTERN]... [PATH]\n");
    assertThat(run("rm", "--help").out())
        .startsWith(
            "Usage: coffer rm [-r] [-f] [--yes] [--older-than AGE] [--dry-run] [--include PATTERN]...\n    [--exclude PATTERN]... PATH...\n");
    assertThat(run("stat", "--help").out()).startsWith("Usage: coffer stat PATH\n");
  }

  @Test
  void noLineIsWiderThanATerminal() {
    assertThat(run("--help").lines()).allMatch(line -> line.length() <= 100);
    for (String verb : Verbs.NAMES) {
      assertThat(run(verb, "--help").lines()).allMatch(line -> line.length() <= 100);
    }
  }

  @Test
  void theVersionIsALine() {
    assertThat(run("--version").lines()).singleElement().asString().startsWith("coffer ");
  }
}
