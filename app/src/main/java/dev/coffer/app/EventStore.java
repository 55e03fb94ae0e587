package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.config.Assembly;
import dev.coffer.config.ConfiguredLayer;
import dev.coffer.config.FileStores;
import java.nio.file.Files;

/**
 * The store that a call names, for its events. It is opened only if it has an outbox: looking for
 * events makes none.
 */
record EventStore(CommandSession session, Assembly assembly) {
  static EventStore of(CommandSession session) {
    return new EventStore(session, FileStores.assembly(session.choice().config()));
  }

  /** Returns whether it would keep events in a file, but has not begun to. */
  boolean lacksOutbox() {
    return assembly.layers().stream()
            .filter(layer -> layer.name().equals(CommandSession.ANNOUNCING))
            .anyMatch(layer -> !isInDatabase(layer))
        && assembly
            .stateDirectory()
            .map(state -> state.resolve(CommandSession.ANNOUNCING))
            .filter(Files::notExists)
            .isPresent();
  }

  private static boolean isInDatabase(ConfiguredLayer layer) {
    return layer.settings().all().stream()
        .anyMatch(
            setting -> setting.name().equals("outbox") && setting.value().startsWith("jdbc:"));
  }

  /** Opens it as it is configured; closed by the caller. */
  FileStore open() {
    return session.open(assembly);
  }
}
