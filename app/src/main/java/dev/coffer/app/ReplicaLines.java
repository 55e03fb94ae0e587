package dev.coffer.app;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.app.doctor.ReplicaRoles;
import dev.coffer.config.Assembly;
import dev.coffer.event.ReceiverState;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.replicate.Promotion;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is printed of replicas. */
final class ReplicaLines {
  private final CommandSession session;
  private Optional<FileStoreException> failure = Optional.empty();

  ReplicaLines(CommandSession session) {
    this.session = session;
  }

  /** Returns the replicas of a store, which must have some. */
  static List<ConfiguredReplica> required(Assembly primary) {
    List<ConfiguredReplica> replicas = ConfiguredReplica.of(primary);
    if (replicas.isEmpty()) {
      throw new ConfigurationException(
          new ErrorContext("open", "", "the replicas of a store"),
          "the store has none: name them in its option replicas",
          null);
    }
    return replicas;
  }

  /** Prints what the primary is. */
  void primary(Supplier<FileStore> primary) {
    print("primary", role(primary), Optional.empty());
  }

  /** Prints what a replica is, and what it does not have yet, if that is known. */
  void replica(ConfiguredReplica replica, Optional<ReceiverState> state) {
    print(replica.name(), role(replica::open), state);
  }

  /** A store that cannot be opened or does not answer must not hide the others. */
  private String role(Supplier<FileStore> opening) {
    try (FileStore store = opening.get()) {
      return ReplicaRoles.of(store);
    } catch (FileStoreException e) {
      failure = failure.or(() -> Optional.of(e));
      return "unknown: " + ErrorMessage.of(e);
    }
  }

  /** Throws if a store could not be asked, once all lines are printed. */
  void requireAnswers() {
    if (failure.isPresent()) {
      throw new CommandException(
          ExitCode.of(failure.get()), "replica: at least one store does not answer");
    }
  }

  private void print(String store, String role, Optional<ReceiverState> state) {
    if (!session.json()) {
      String behind = state.map(known -> ", " + known).orElse("");
      session.console().say(store + "  " + role + behind);
      return;
    }
    JsonLine line = new JsonLine().text("store", store).text("role", role);
    state.ifPresent(
        known -> {
          line.number("pending", known.pending())
              .number("pendingBytes", known.pendingBytes())
              .number("failed", known.dead() + known.dropped());
          known.oldest().ifPresent(time -> line.text("oldest", time.toString()));
          known.lastAnswer().ifPresent(answer -> line.text("lastAnswer", answer));
        });
    session.console().out().println(line.toString());
  }

  /** Prints what has begun, and what became of the last changes. */
  void promoted(Promotion promotion, ReplicaPrimary former) {
    if (session.json()) {
      session.console().out().println(json(promotion).toString());
      return;
    }
    session.console().say("the replica is the primary, since epoch " + promotion.epoch().number());
    promotion.kept().forEach(path -> session.console().say("kept  " + path));
    promotion.lost().forEach(path -> session.console().say("lost  " + path));
    if (!promotion.retired()) {
      session
          .console()
          .warn(
              "replica: the former primary"
                  + former.found().map(store -> ", " + store.name() + ",").orElse("")
                  + " does not know: keep its writers away until they can reach the replica");
    }
    if (!promotion.known()) {
      session
          .console()
          .warn(
              "replica: the outbox of the former primary is not here, or is in use: which changes"
                  + " the replica lacks is not known");
    }
  }

  private static JsonLine json(Promotion promotion) {
    return new JsonLine()
        .number("epoch", promotion.epoch().number())
        .flag("retired", promotion.retired())
        .flag("known", promotion.known())
        .texts("kept", promotion.kept().stream().map(FilePath::toString).toList())
        .texts("lost", promotion.lost().stream().map(FilePath::toString).toList());
  }
}
