package dev.coffer.app;

import dev.coffer.config.Assembly;
import dev.coffer.config.ConfiguredLayer;
import dev.coffer.delivery.EventsProvider;
import java.nio.file.Files;
import java.util.Optional;

/** Where a configuration keeps its outbox; looking there makes nothing. */
record OutboxPlace(Assembly assembly) {
  /** Returns whether an outbox is configured that was never opened: nothing was announced. */
  boolean isEmpty() {
    return events().filter(this::isEmpty).isPresent();
  }

  private Optional<ConfiguredLayer> events() {
    return assembly.layers().stream()
        .filter(layer -> layer.name().equals(CommandSession.ANNOUNCING))
        .findFirst();
  }

  private boolean isEmpty(ConfiguredLayer events) {
    return isInDatabase(events) ? EventsProvider.lacksTables(events.settings()) : lacksFile();
  }

  private static boolean isInDatabase(ConfiguredLayer events) {
    return events.settings().all().stream()
        .anyMatch(
            setting -> setting.name().equals("outbox") && setting.value().startsWith("jdbc:"));
  }

  private boolean lacksFile() {
    return assembly
        .stateDirectory()
        .map(state -> state.resolve(CommandSession.ANNOUNCING))
        .filter(Files::notExists)
        .isPresent();
  }
}
