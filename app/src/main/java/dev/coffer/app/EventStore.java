package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStores;
import dev.coffer.delivery.ConfiguredOutbox;

/**
 * The store that a call names, for its events. It is opened only if it has an outbox: looking for
 * events makes none.
 */
record EventStore(CommandSession session, Assembly assembly) {
  static EventStore of(CommandSession session) {
    return new EventStore(session, FileStores.assembly(session.choice().config()));
  }

  /** Returns whether it would keep events in an outbox, but has not begun to. */
  boolean lacksOutbox() {
    return ConfiguredOutbox.of(assembly).filter(outbox -> !outbox.isBegun()).isPresent();
  }

  /** Opens it as it is configured; closed by the caller. */
  FileStore open() {
    return session.open(assembly);
  }
}
