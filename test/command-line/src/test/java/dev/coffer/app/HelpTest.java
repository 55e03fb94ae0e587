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
    assertThat(run("help", "help").out()).startsWith("Usage: coffer help [--man] [VERB]");
  }

  @Test
  void theHelpOfAVerbNamesTheWordsThatItsPlacesTake() {
    for (String verb : Verbs.NAMES) {
      String help = run(verb, "--help").out();
      Verbs.usage(verb).places().stream()
          .flatMap(place -> place.choices().stream())
          .forEach(choice -> assertThat(help).contains(choice));
    }
    assertThat(run("events", "--help").out()).contains("tail, dead, replay or receivers");
  }

  @Test
  void aMistypedVerbIsAnsweredWithTheNearest() {
    assertThat(run("lss").err()).contains("no verb 'lss'; did you mean 'ls'?");
    assertThat(run("halp").err()).contains("did you mean 'help'?");
    assertThat(run("help", "quikstart").err()).contains("did you mean 'quickstart'?");
    assertThat(run("frobnicate").err()).contains("; there are ls, cat, ").contains(", help\n");
    assertThat(run("lss").code()).isEqualTo(2);
  }

  @Test
  void aVerbsHelpShowsItsOptionsAndWords() {
    assertThat(run("ls", "--help").out())
        .startsWith(
            "Usage: coffer ls [-r] [-l] [--at TIME] [--include PATTERN]... [--exclude PATTERN]... [PATH]\n");
    assertThat(run("rm", "--help").out())
        .startsWith(
            "Usage: coffer rm [-r] [-f] [--yes] [--older-than AGE] [--dry-run] [--include PATTERN]...\n    [--exclude PATTERN]... PATH...\n");
    assertThat(run("stat", "--help").out()).startsWith("Usage: coffer stat [--at TIME] PATH\n");
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
    assertThat(run("--version").lines()).singleElement().asString().matches("coffer \\d+\\.\\d.*");
    assertThat(run("version").out()).isEqualTo(run("--version").out());
    assertThat(run("version", "--json").out()).matches("\\{\"version\":\"\\d[^\"]*\"}\n");
  }
}
