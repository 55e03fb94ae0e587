package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.util.Optional;

/** The primary of a replica that is promoted, if it can be opened still. */
record ReplicaPrimary(Optional<FileStore> found) implements AutoCloseable {
  /** Whatever keeps a primary that is lost from being opened keeps no replica from promotion. */
  static ReplicaPrimary ifUsable(CommandSession session) {
    try {
      return new ReplicaPrimary(Optional.of(session.openToRead(session.choice().config())));
    } catch (FileStoreException e) {
      session.console().warn("replica: the former primary: " + ErrorMessage.of(e));
      return new ReplicaPrimary(Optional.empty());
    }
  }

  @Override
  public void close() {
    found.ifPresent(FileStore::close);
  }
}
