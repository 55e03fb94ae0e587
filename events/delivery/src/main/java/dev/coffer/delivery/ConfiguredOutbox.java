package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.Assembly;
import dev.coffer.config.ConfiguredLayer;
import dev.coffer.config.Settings;
import dev.coffer.delivery.table.SqliteTables;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.ReceiverState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The outbox of a configured store, for those who look after it. No look changes anything. */
public final class ConfiguredOutbox {
  private static final String EVENTS = "events";

  private final Settings settings;
  private final String place;
  private final Optional<Path> file;

  private ConfiguredOutbox(Settings settings, Optional<Path> file) {
    this.settings = settings;
    this.place = EventsProvider.place(settings);
    this.file = file;
  }

  /**
   * Returns the outbox of a store. Nothing is opened.
   *
   * @param store what is configured
   * @return the outbox; empty if the store announces no changes
   */
  public static Optional<ConfiguredOutbox> of(Assembly store) {
    Optional<Path> file =
        store.stateDirectory().map(state -> EventsProvider.file(state.resolve(EVENTS)));
    return store.layers().stream()
        .filter(layer -> layer.name().equals(EVENTS))
        .findFirst()
        .map(ConfiguredLayer::settings)
        .map(settings -> new ConfiguredOutbox(settings, file));
  }

  /**
   * Returns whether any process has begun the outbox.
   *
   * @return false if the next change begins it; true for one in memory
   * @throws FileStoreException if it cannot be asked
   */
  public boolean isBegun() {
    return isInMemory()
        || provider()
            .map(database -> database.exists(place, settings))
            .orElseGet(() -> file.filter(Files::notExists).isEmpty());
  }

  /**
   * Returns what the outbox knows of the receivers.
   *
   * @return their states; empty if it has not been begun, and for one in memory
   * @throws FileStoreException if it cannot be read
   */
  public List<ReceiverState> receivers() {
    return isInMemory() || !isBegun()
        ? List.of()
        : provider()
            .map(database -> database.receivers(place, settings))
            .orElseGet(() -> SqliteTables.receivers(file.orElseGet(this::nowhere)));
  }

  private boolean isInMemory() {
    return place.equalsIgnoreCase(EventsProvider.MEMORY);
  }

  private Optional<OutboxProvider> provider() {
    return EventsProvider.provider(place, settings);
  }

  /** Throws what says that there is no place for a file. */
  private Path nowhere() {
    return settings.stateDirectory();
  }

  /**
   * Opens the configured receivers, with an outbox of their own that is forgotten, and closes them:
   * no event is sent to anybody.
   *
   * @param store the store below the events, which is closed
   * @return the receivers, without any event
   * @throws ConfigurationException if one of them cannot be opened
   */
  public List<ReceiverState> tryReceivers(FileStore store) {
    InMemoryEventLog log = new InMemoryEventLog();
    try (store) {
      new EventsProvider().around(store, settings, log).close();
      return log.receivers();
    }
  }
}
