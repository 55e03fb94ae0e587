package dev.coffer.app;

import dev.coffer.FileStoreException;
import dev.coffer.config.Assembly;
import dev.coffer.delivery.ConfiguredOutbox;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.ReceiverState;
import dev.coffer.replicate.ConfiguredReplica;
import java.util.Optional;

/** The event log of a primary, if it was begun; nothing is delivered from it. */
record ReplicaLog(Optional<FileEventLog> found) implements AutoCloseable {
  /** Looking for a log makes none. */
  static ReplicaLog of(Assembly primary, ConfiguredReplica replica) {
    return new ReplicaLog(
        ConfiguredOutbox.of(primary)
            .filter(ConfiguredOutbox::isBegun)
            .map(outbox -> replica.openLog()));
  }

  /** The log of a primary that is lost may be damaged. */
  static ReplicaLog ifUsable(Assembly primary, ConfiguredReplica replica, CommandSession session) {
    try {
      return of(primary, replica);
    } catch (FileStoreException e) {
      session.console().warn("replica: the outbox: " + ErrorMessage.of(e));
      return new ReplicaLog(Optional.empty());
    }
  }

  /** Returns what it knows of a replica. */
  Optional<ReceiverState> state(ConfiguredReplica replica) {
    return found.flatMap(
        log ->
            log.receivers().stream()
                .filter(state -> state.receiver().equals(replica.name()))
                .findFirst());
  }

  @Override
  public void close() {
    found.ifPresent(FileEventLog::close);
  }
}
