package dev.coffer.app;

import dev.coffer.app.filter.PathFilter;
import dev.coffer.app.sync.SyncOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Options that verbs share which copy or move files. */
final class TransferOptions {
  static final VerbOption RECURSIVE = VerbOption.of("-r", "A directory with all that is below it.");
  static final VerbOption DRY_RUN =
      VerbOption.of("--dry-run", "Tell what would be done, do nothing.");
  static final VerbOption PARALLEL =
      new VerbOption("--parallel", "N", "Work on so many files of a directory at a time.");

  private static final int MOST_PARALLEL = 256;

  private TransferOptions() {}

  static OptionalInt parallel(ParsedArguments words) {
    OptionalLong number = OptionValues.number(words, PARALLEL, 1, MOST_PARALLEL);
    return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) number.getAsLong());
  }

  /** Returns the options of a copy of a directory in which every file is replaced. */
  static SyncOptions ofTree(ParsedArguments words) {
    PathFilter filter = FilterOptions.of(words);
    return new SyncOptions(
        SyncOptions.Comparison.NONE,
        words.has(DRY_RUN),
        false,
        Long.MAX_VALUE,
        parallel(words),
        filter);
  }

  static List<VerbOption> concat(List<VerbOption> some, List<VerbOption> more) {
    List<VerbOption> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** Tells what a command would do with one file. */
  static void plan(
      CommandSession session, String action, String from, String to, boolean replaces) {
    if (session.json()) {
      JsonLine line = new JsonLine().text("action", action).text("path", from);
      session
          .console()
          .out()
          .println(line.text("target", to).flag("replaces", replaces).toString());
    } else {
      session.console().say(action + " " + from + " to " + to + (replaces ? " (replaced)" : ""));
    }
  }
}
