package dev.coffer.app;

import dev.coffer.FileStoreException;
import dev.coffer.config.Assembly;
import dev.coffer.delivery.ConfiguredOutbox;
import dev.coffer.event.FileEventLog;
import dev.coffer.replicate.ConfiguredReplica;
import java.util.Optional;

/** The event log of a primary, if it was begun; nothing is delivered from it. */
record ReplicaLog(Optional<FileEventLog> found) implements AutoCloseable {
  /** The log of a primary that is lost may be damaged. To look for a log makes none. */
  static ReplicaLog ifUsable(Assembly primary, ConfiguredReplica replica, CommandSession session) {
    try {
      return new ReplicaLog(
          ConfiguredOutbox.of(primary)
              .filter(ConfiguredOutbox::isBegun)
              .map(outbox -> replica.openLog()));
    } catch (FileStoreException e) {
      session.console().warn("replica: the outbox: " + ErrorMessage.of(e));
      return new ReplicaLog(Optional.empty());
    }
  }

  @Override
  public void close() {
    found.ifPresent(FileEventLog::close);
  }
}
