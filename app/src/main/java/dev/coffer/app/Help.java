package dev.coffer.app;

import java.util.List;

/** Texts for a user who asks. */
final class Help {
  private static final int NAME_WIDTH = 14;

  /** Of the verb {@code help} itself, for the shells' completions. */
  static final Usage USAGE =
      new Usage(
          "help",
          "Print the help of all or of a verb.",
          List.of(),
          List.of(
              new PositionalArgument(
                  "VERB", PositionalArgument.Count.OPTIONAL, "A verb.", Verbs.NAMES)),
          List.of("coffer help", "coffer help ls"));

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
    for (String name : Verbs.NAMES) {
      help.entry(name, Verbs.of(name).usage().summary());
    }
    help.line("").flags(VerbOption.OF_ALL).flags(List.of(VerbOption.VERSION));
    return help.text
        .append(
            """

            The store is --store URI, else COFFER_STORE, else what FILE_STORE and its companions say,
            else file:~/.coffer/data. To see it work: coffer quickstart
            Where a URI stands, @NAME is a store of your configuration file, and @NAME/DIR a directory of
            it (see coffer stores --help).

            Exit codes: 0 ok, 1 other, 2 usage or path, 3 directory not found, 4 file not found,
            5 failed and may work later, 6 failed, 7 configuration""")
        .toString();
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
