package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.app.sync.Origin;
import dev.coffer.app.sync.SyncOptions;
import dev.coffer.app.sync.TreeComparison;
import java.util.ArrayList;
import java.util.List;

/** Compares what two stores or directories hold. */
final class Check implements Verb {
  private static final VerbOption CHECKSUM =
      VerbOption.of("--checksum", "Compare all bytes, also where times say that they are equal.");

  @Override
  public Usage usage() {
    return new Usage(
        "check",
        "Compare what two stores or directories hold.",
        options(),
        List.of(
            PositionalArgument.of("A", "A local directory, or the URI of a store."),
            PositionalArgument.of("B", "The same.")),
        """
        Each file that differs is a line: "only in A: PATH", "only in B: PATH", "differs: PATH". The
        exit code is 0 if there is none, and 1 if there is one. Files are compared as by coffer sync A
        B: of the same size, by the times if these say that nothing changed since a sync, else by
        their bytes. With --checksum the bytes alone count. Content types and metadata are not
        compared. Nothing is changed on either side. The lines come in no particular order.

        Links, devices and names that no store can have are left out on both sides. Each is named on
        standard error, and the exit code is 1: whether they are the same is not known. --exclude takes
        them out. Of what cannot be read, too, the error names the directory, and nothing below it counts
        as missing.

        With --at, A is compared as it was then. It must be a store that keeps versions, and B can be
        the same store, as it is now.

        """
            + FilterOptions.NOTES
            + "\n"
            + AtTime.NOTES,
        List.of(
            "coffer check photos photos",
            "coffer check --at '0s ago' 'file:store?versioning=on' file:store",
            "coffer check --checksum file:store file:store",
            "coffer sync photos file:copy && coffer check --json photos file:copy"));
  }

  private static List<VerbOption> options() {
    List<VerbOption> options = new ArrayList<>();
    options.addAll(List.of(CHECKSUM, AtTime.OPTION));
    options.addAll(FilterOptions.ALL);
    options.addAll(List.of(TransferOptions.PARALLEL, RateLimit.OPTION));
    return options;
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    if (words.has(VerbOption.STORE)) {
      throw new CommandException(ExitCode.USAGE, "check names both sides itself: no --store");
    }
    SyncSide from = new SyncSide(words.place(0), session.console().env());
    SyncSide to = new SyncSide(words.place(1), session.console().env());
    from.requireThere();
    to.requireThere();
    from.requirePast("check", words);
    SyncOptions options = options(words);
    ThrottledFileStore.Throttle throttle = RateLimit.of(words);
    CheckReport report = new CheckReport(session);
    try (FileStore second = throttle.of(session.openToRead(to.store()))) {
      if (from.isStore()) {
        try (FileStore first = throttle.of(session.openAsItWas(from.store()))) {
          Origin origin = AtTime.isGiven(words) ? Origin.of(first) : from.origin(first);
          compare(origin, to, second, options, report);
        }
      } else {
        compare(Origin.of(from.directory()), to, second, options, report);
      }
    }
    report.close();
  }

  private static SyncOptions options(ParsedArguments words) {
    return new SyncOptions(
        words.has(CHECKSUM) || AtTime.isGiven(words)
            ? SyncOptions.Comparison.BYTES
            : SyncOptions.Comparison.TIMES,
        true,
        false,
        Long.MAX_VALUE,
        TransferOptions.parallel(words),
        FilterOptions.of(words));
  }

  private static void compare(
      Origin first, SyncSide to, FileStore second, SyncOptions options, CheckReport report) {
    first.requireListable();
    Origin.of(second).requireListable();
    new TreeComparison(first, to.destination(second), options, report).run();
  }
}
