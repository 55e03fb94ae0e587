package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStores;
import dev.coffer.delivery.ConfiguredOutbox;
import dev.coffer.event.ReceiverState;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.replicate.Promotion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        replica does not have yet; it fails if a store does not answer. promote makes a replica the
        primary: writers of the former one stop as soon as they see it, within replication.lease. It
        names the changes of the last moments that the replica has, and those that it does not have:
        these are lost, unless they are brought from the former primary by hand.
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
    lines.primary(() -> session.openToRead(session.choice().config()));
    Map<String, ReceiverState> states = states(assembly, session);
    replicas.forEach(
        replica -> lines.replica(replica, Optional.ofNullable(states.get(replica.name()))));
    lines.requireAnswers();
  }

  /**
   * Returns what the outbox of a primary says of each receiver; what replicas are does not wait.
   */
  private static Map<String, ReceiverState> states(Assembly primary, CommandSession session) {
    try {
      return ConfiguredOutbox.of(primary)
          .map(ConfiguredOutbox::receivers)
          .orElse(List.of())
          .stream()
          .collect(Collectors.toMap(ReceiverState::receiver, state -> state));
    } catch (FileStoreException e) {
      session.console().warn("replica: what is pending is not known: " + ErrorMessage.of(e));
      return Map.of();
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
      Promotion promotion = promotion(primary, store, log, replica, session);
      new ReplicaLines(session).promoted(promotion, primary);
    }
  }

  private static Promotion promotion(
      ReplicaPrimary primary,
      FileStore store,
      ReplicaLog log,
      ConfiguredReplica replica,
      CommandSession session) {
    try {
      return Promotion.run(primary.found(), store, log.found(), replica.name());
    } catch (ConfigurationException e) {
      throw e;
    } catch (FileStoreException e) {
      session
          .console()
          .warn(
              "replica: the promotion has not ended, and the former primary may be retired already:"
                  + " repeat it; 'coffer replica status' shows what each store is");
      throw e;
    }
  }
}
