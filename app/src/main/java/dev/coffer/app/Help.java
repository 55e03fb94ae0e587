package dev.coffer.app;

import dev.coffer.config.InstalledProviders;
import java.util.List;

/** The texts of {@code --help}. */
final class Help {
  private static final int NAME_WIDTH = 14;
  private static final int FIRST_OF_SECOND_LINE = 5;

  static final VerbOption MAN =
      VerbOption.of("--man", "The manual page of all, in the language of man(1).");

  /** How the verb {@code help} itself is called. */
  static final Usage USAGE =
      new Usage(
          "help",
          "Print the help of all or of a verb.",
          List.of(MAN),
          List.of(
              new PositionalArgument(
                  "VERB", PositionalArgument.Count.OPTIONAL, "A verb.", Verbs.NAMES)),
          List.of("coffer help", "coffer help ls", "coffer help --man > coffer.1"));

  private final StringBuilder text = new StringBuilder();

  private Help() {}

  /** On one verb. */
  static String of(Usage usage) {
    Help help = new Help();
    help.line("Usage: " + usage.synopsis()).line(usage.summary()).line("");
    usage.places().forEach(place -> help.entry(place.name(), place.help()));
    help.flags(usage.flags())
        .flags(VerbOption.OF_ALL)
        .line(usage.notes().isEmpty() ? "" : "\n" + usage.notes())
        .line("Examples:");
    usage.examples().forEach(example -> help.line("  " + example));
    return help.text.toString().stripTrailing();
  }

  /** On the whole. */
  static String ofAll() {
    Help help = new Help();
    help.line("Usage: coffer [--store URI] [--json] [--stats] VERB ...");
    help.line("Whole files on any back end.").line("");
    Verbs.usages().forEach(verb -> help.entry(verb.name(), verb.summary()));
    help.line("").flags(VerbOption.OF_ALL).flags(List.of(VerbOption.VERSION)).line("");
    help.line(
        "The store is --store URI, else COFFER_STORE, else what FILE_STORE and its companions");
    help.line("say, else file:~/.coffer/data. To see it work: coffer quickstart").line("");
    help.line("A URI begins with " + schemes() + "; plug-ins add others.");
    help.line(
        "@NAME is a store of your configuration file, @NAME/DIR a directory of it: coffer stores");
    help.line("");
    return help.line(exitCodes()).text.toString().stripTrailing();
  }

  /** Returns the schemes of all stores that are installed. */
  private static String schemes() {
    List<String> schemes =
        InstalledProviders.backEnds().stream()
            .flatMap(store -> store.schemes().stream())
            .sorted()
            .map(scheme -> scheme + ":")
            .toList();
    int last = schemes.size() - 1;
    return String.join(", ", schemes.subList(0, last)) + " or " + schemes.get(last);
  }

  private static String exitCodes() {
    StringBuilder codes = new StringBuilder("Exit codes:");
    for (int code = 0; code < ExitCode.MEANINGS.size(); code++) {
      codes.append(code == 0 ? " " : code == FIRST_OF_SECOND_LINE ? ",\n" : ", ");
      codes.append(code).append(' ').append(ExitCode.MEANINGS.get(code));
    }
    return codes.toString();
  }

  private Help flags(List<VerbOption> flags) {
    flags.forEach(flag -> entry(flag.toString(), flag.help()));
    return this;
  }

  private void entry(String name, String help) {
    line("  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + help);
  }

  private Help line(String line) {
    text.append(line).append('\n');
    return this;
  }
}
