package dev.coffer.app;

import dev.coffer.app.filter.PathFilter;
import java.util.List;

/** The options by which a command works on some of the files of a directory. */
final class FilterOptions {
  private static final VerbOption INCLUDE =
      VerbOption.repeatable("--include", "PATTERN", "Work on the files that match.");
  private static final VerbOption EXCLUDE =
      VerbOption.repeatable("--exclude", "PATTERN", "Leave out the files that match.");

  /** The options of a verb that works on directories. */
  static final List<VerbOption> ALL = List.of(INCLUDE, EXCLUDE);

  /** What the help of such a verb says. */
  static final String NOTES =
      """
      Patterns of --include and --exclude are those of .gitignore, relative to the directory that is
      named: *.txt is a name anywhere, /a.txt and d/*.txt begin at the top, d/ is a directory,
      ** any number of directories. The last one that matches decides, and what is below an excluded
      directory is excluded. If the first is --include, only what is included is taken. A ! at the
      beginning turns a pattern around: --exclude '!a' is --include a.
      """;

  private FilterOptions() {}

  static PathFilter of(ParsedArguments words) {
    PathFilter filter = PathFilter.ALL;
    for (ParsedArguments.Given given : words.repeated(INCLUDE, EXCLUDE)) {
      try {
        filter =
            given.option().equals(INCLUDE)
                ? filter.include(given.value())
                : filter.exclude(given.value());
      } catch (IllegalArgumentException e) {
        throw new CommandException(ExitCode.USAGE, given.option().name() + ": " + e.getMessage());
      }
    }
    return filter;
  }

  /** Refuses patterns where a single file is meant. */
  static void requireNone(ParsedArguments words, String hint) {
    if (!words.repeated(INCLUDE, EXCLUDE).isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "--include and --exclude " + hint);
    }
  }
}
