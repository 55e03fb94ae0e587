package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStores;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.replicate.Epoch;
import dev.coffer.replicate.Promotion;
import java.util.List;

/** Shows the replicas of a store, and promotes one. */
final class Replica implements Verb {
  private static final List<String> ACTIONS = List.of("status", "promote");

  @Override
  public Usage usage() {
    return new Usage(
        "replica",
        "Show the replicas of a store; make one of them the primary.",
        List.of(),
        List.of(
            new PositionalArgument(
                "ACTION", PositionalArgument.Count.ONCE, "status or promote.", ACTIONS),
            new PositionalArgument(
                "URI", PositionalArgument.Count.OPTIONAL, "The replica; with status, else all.")),
        """
        The store is the primary, and names its replicas. status prints what each store is, and what a
        replica does not have yet. promote makes a replica the primary: writers of the former one
        stop as soon as they see it, within replication.lease. It names the changes of the last
        moments that the replica has, and those that it does not have: these are lost, unless they are
        brought from the former primary by hand.
        """,
        List.of(
            "coffer replica status --store 'file:./data?replicas=file:./copy'",
            "coffer replica promote file:./copy --store 'file:./data?replicas=file:./copy'"));
  }

  @Override
  public void run(CommandSession session) {
    String action = session.words().place(0);
    String uri = session.words().optional(1, "");
    if (!ACTIONS.contains(action)) {
      throw new CommandException(
          ExitCode.USAGE,
          "replica: no action '" + action + "'; there are " + String.join(", ", ACTIONS));
    }
    Assembly assembly = FileStores.assembly(session.choice().config());
    if (action.equals("promote")) {
      promote(assembly, uri, session);
    } else {
      status(assembly, uri, session);
    }
  }

  private static void status(Assembly assembly, String uri, CommandSession session) {
    List<ConfiguredReplica> replicas =
        uri.isEmpty()
            ? ReplicaLines.required(assembly)
            : List.of(ConfiguredReplica.of(assembly, uri));
    ReplicaLines lines = new ReplicaLines(session);
    try (FileStore primary = session.openToRead(session.choice().config())) {
      lines.primary(primary);
    }
    for (ConfiguredReplica replica : replicas) {
      try (FileStore store = replica.open();
          ReplicaLog log = ReplicaLog.of(assembly, replica)) {
        lines.replica(replica, () -> Epoch.of(store), log);
      }
    }
  }

  private static void promote(Assembly assembly, String uri, CommandSession session) {
    if (uri.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "replica promote: name the replica");
    }
    ConfiguredReplica replica = ConfiguredReplica.of(assembly, uri);
    try (FileStore store = replica.open();
        ReplicaPrimary primary = ReplicaPrimary.ifUsable(session);
        ReplicaLog log = ReplicaLog.ifUsable(assembly, replica, session)) {
      ReplicaRivals.of(assembly, replica, session).requireNone(store);
      new ReplicaLines(session)
          .promoted(Promotion.run(primary.found(), store, log.found(), replica.name()));
    }
  }
}
