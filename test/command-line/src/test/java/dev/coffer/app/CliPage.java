package dev.coffer.app;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the reference page of the command line from the declarations of the verbs. */
final class CliPage {
  private static final String INTRODUCTION =
      """
      # Command line

      This page is written from the declarations in the code, and a test holds the two equal.
      After a change: `./mvnw -pl test/command-line -am test -Dtest=CliPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.docs=true`.

      `./coffer` at the repository's root builds what is missing and runs. `app/target/coffer.jar` is the same as a jar.
      [Installing](installing.md) describes packages, completion and plug-ins.

      - Data goes to standard output, messages and progress to standard error.
      - Options stand before or after the verb. After `--` nothing is an option.
      - With `--json` each line of output is one object. What is not known is left out.
      - Names are printed as they are to a pipe. On a terminal, characters that would steer it are shown as escapes.
      - Long work (`put`, `get`, `sync`) shows on a terminal how far it is, how fast, and how long it will take.
      - A command whose requests to a service fail says on standard error, after a second, what failed and for how long it
        tries again. A refused connection and an unknown host are an error after 3 seconds, unless `request.unreachable-after` says otherwise.
      - What libraries log is a line each on standard error; with the variable `COFFER_DEBUG` errors stand there with their traces.
      - A command that is ended early (Ctrl-C) undoes what is half done and exits with 130.
      - A listing of any length is printed while it comes in, each line at once. A reader that goes away ends it quietly.
      - A command that only reads, and one that fails, makes no store. It opens no outbox either: what is pending there is
        delivered by `coffer events` and by commands that change files.

      ## Which store

      The first of these that is given:

      1. `--store URI`
      2. `COFFER_STORE`, also a URI
      3. the variables `FILE_STORE`, `FILE_STORE_PATH` and their companions, see [options](options.md)
      4. `file:~/.coffer/data`

      Wherever a URI may stand, `@NAME` is a [named store](named-stores.md) and `@NAME/DIR` a directory of it.
      """;

  private CliPage() {}

  static String of(List<String> verbs) {
    String options =
        exitCodes()
            + "\n## Options of every verb\n\n"
            + table(VerbOption.OF_ALL)
            + "\n`coffer --version` prints the version.\n";
    return verbs.stream()
        .map(name -> section(Verbs.of(name).usage()))
        .collect(Collectors.joining("", INTRODUCTION + options, ""));
  }

  private static String exitCodes() {
    StringBuilder codes = new StringBuilder("\n## Exit codes\n\n| Code | Meaning |\n|---|---|\n");
    for (int code = 0; code < ExitCode.MEANINGS.size(); code++) {
      codes.append(row(String.valueOf(code), ExitCode.MEANINGS.get(code)));
    }
    return codes.toString();
  }

  private static String section(Usage usage) {
    StringBuilder section = new StringBuilder();
    section.append("\n## ").append(usage.name()).append("\n\n");
    section.append(usage.summary()).append("\n\n```text\n");
    section.append(usage.synopsis()).append("\n```\n\n");
    if (!usage.flags().isEmpty() || !usage.places().isEmpty()) {
      section.append(words(usage)).append('\n');
    }
    if (!usage.notes().isEmpty()) {
      section.append(usage.notes()).append('\n');
    }
    section.append("```text\n").append(String.join("\n", usage.examples())).append("\n```\n");
    return section.toString();
  }

  private static String words(Usage usage) {
    String places =
        usage.places().stream()
            .map(place -> row(place.toString(), place.help()))
            .collect(Collectors.joining());
    return "| Word | Meaning |\n|---|---|\n" + places + rows(usage.flags());
  }

  private static String table(List<VerbOption> flags) {
    return "| Option | Meaning |\n|---|---|\n" + rows(flags);
  }

  private static String rows(List<VerbOption> flags) {
    return flags.stream()
        .map(flag -> row(flag.toString(), flag.help()))
        .collect(Collectors.joining());
  }

  private static String row(String word, String help) {
    return "| `" + word + "` | " + help.replace("|", "\\|") + " |\n";
  }
}
