package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStores;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.replicate.RepairOptions;
import dev.coffer.replicate.RepairReport;
import dev.coffer.replicate.ReplicaRepair;
import dev.coffer.spi.StoreLease;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the replicas of a store as the store is. */
final class Repair implements Verb {
  private static final VerbOption DRY_RUN =
      VerbOption.of("--dry-run", "Tell what would be done, change nothing.");
  private static final VerbOption ADOPT =
      VerbOption.of("--adopt", "Replace other files too, which Coffer did not put there.");
  private static final VerbOption MAX_DELETE =
      new VerbOption(
          "--max-delete", "N", "If more files (or N% of them) would go, delete none; else 10%.");
  private static final Pattern LIMIT = Pattern.compile("([0-9]{1,9})(%?)");
  private static final long HUNDRED = 100;

  @Override
  public Usage usage() {
    return new Usage(
        "repair",
        "Make replicas as their primary is: bring what is missing, delete what is too much.",
        List.of(DRY_RUN, MAX_DELETE, ADOPT),
        List.of(
            new PositionalArgument(
                "URI", PositionalArgument.Count.OPTIONAL, "One of the replicas; else all.")),
        """
        The store is the primary, and names its replicas. Only what Coffer has put into a replica is
        replaced or deleted; files with the same bytes, as sync copies them, are taken over. Nothing
        is deleted if a listing fails, or if more would go than --max-delete allows. A repair may run
        while the store is used.

        The exit code is 1 if a replica is not as its primary afterwards.
        """,
        List.of(
            "coffer repair --dry-run --store 'file:./data?replicas=file:./copy'",
            "coffer repair --max-delete 50% --store 'file:./data?replicas=file:./copy'"));
  }

  @Override
  public void run(CommandSession session) {
    Assembly assembly = FileStores.assembly(session.choice().config());
    String uri = session.words().optional(0, "");
    List<ConfiguredReplica> replicas =
        uri.isEmpty()
            ? ReplicaLines.required(assembly)
            : List.of(ConfiguredReplica.of(assembly, uri));
    RepairOptions options =
        new RepairOptions(
            session.words().has(DRY_RUN),
            session.words().has(ADOPT),
            limit(session.words().value(MAX_DELETE)));
    try (FileStore primary = session.openToRead(session.choice().config())) {
      Work work = new Work(primary, replicas, options, session);
      if (!(assembly.settings().isLeased() ? work.underLease() : work.run(Optional.empty()))) {
        throw new CommandException(
            ExitCode.OTHER, "repair: a replica is not as its primary; see above");
      }
    }
  }

  private static LongUnaryOperator limit(@Nullable String text) {
    Matcher limit = LIMIT.matcher(text == null ? "10%" : text);
    if (!limit.matches()) {
      throw new CommandException(
          ExitCode.USAGE, "repair: --max-delete takes a number of files, or a share such as 10%");
    }
    long number = Long.parseLong(limit.group(1));
    return limit.group(2).isEmpty()
        ? files -> number
        : files -> (files * number + HUNDRED - 1) / HUNDRED;
  }

  /** The replicas that are repaired, one after the other. */
  private record Work(
      FileStore primary,
      List<ConfiguredReplica> replicas,
      RepairOptions options,
      CommandSession session) {
    /** What only looks needs no lease. */
    boolean underLease() {
      if (options.dryRun()) {
        return run(Optional.empty());
      }
      try (StoreLease lease = StoreLease.take(primary, "repair", StoreLease.TERM)) {
        return run(Optional.of(lease));
      }
    }

    boolean run(Optional<StoreLease> lease) {
      boolean complete = true;
      for (ConfiguredReplica replica : replicas) {
        complete &= repair(replica, lease);
      }
      return complete;
    }

    private boolean repair(ConfiguredReplica replica, Optional<StoreLease> lease) {
      try (FileStore store = replica.open()) {
        RepairLines lines = new RepairLines(replica.name(), options.dryRun(), session);
        RepairReport report =
            lease
                .map(held -> new ReplicaRepair(primary, store, options, lines, held))
                .orElseGet(() -> new ReplicaRepair(primary, store, options, lines))
                .run();
        lines.print(report);
        return options.dryRun() || report.isComplete();
      }
    }
  }
}
