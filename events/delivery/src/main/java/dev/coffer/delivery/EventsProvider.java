package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Position;
import dev.coffer.config.Settings;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.OverflowPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Announces changes, and delivers them if there are receivers. */
public final class EventsProvider implements LayerProvider {
  private static final String DURABLE = "durable";
  static final String MEMORY = "memory";

  static final Option<String> OUTBOX =
      Option.text(
          "outbox",
          "Where undelivered events are kept: durable, in a file that survives a crash (the default"
              + " for a store that survives the process, if there is a receiver), memory, or"
              + " jdbc:postgresql://HOST/DATABASE for several nodes. Without a receiver, the option"
              + " enables the announcement of changes in this process.");
  static final Option<Integer> MAX =
      Option.integer(
              "outbox.max",
              "The approximate maximum number of events kept, including" + " delivered ones.")
          .orElse("1000000");
  static final Option<OverflowPolicy> ON_FULL =
      Option.choice(
              "outbox.on-full",
              OverflowPolicy.class,
              "What happens if that many events are undelivered: changes fail, or the oldest"
                  + " events are dropped and a warning is logged.")
          .orElse("fail");

  private @Nullable List<ReceiverProvider> providers;

  /** Creates the provider; called by the service loader. */
  public EventsProvider() {}

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Position position() {
    return Position.EVENTS;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>();
    providers().forEach(provider -> options.addAll(provider.options()));
    options.addAll(List.of(OUTBOX, MAX, ON_FULL));
    outboxes().forEach(provider -> options.addAll(provider.options()));
    return List.copyOf(options);
  }

  /** Returns the kinds of receivers, which are looked up once. */
  private List<ReceiverProvider> providers() {
    if (providers == null) {
      providers = found(ServiceLoader.load(ReceiverProvider.class), "receiver");
    }
    return providers;
  }

  /** Returns the kinds of outboxes that have a URL. */
  private static List<OutboxProvider> outboxes() {
    return found(ServiceLoader.load(OutboxProvider.class), "outbox");
  }

  private static <T> List<T> found(ServiceLoader<T> loader, String what) {
    try {
      return loader.stream().map(ServiceLoader.Provider::get).toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ConfigurationException(
          new ErrorContext("open", "", "a file store"),
          "a kind of " + what + " on the class path cannot be loaded: " + e.getMessage(),
          e);
    }
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    // Refuses a place that does not exist before any store is opened.
    Optional<OutboxProvider> unused =
        settings.find(OUTBOX).flatMap(place -> provider(place, settings));
    List<Receiver> receivers = receivers(settings);
    if (receivers.isEmpty() && settings.find(OUTBOX).isEmpty()) {
      return Optional.empty();
    }
    List<Layer> around = around(settings);
    return Optional.of(next -> wrap(wrap(next, log(settings), receivers), around));
  }

  /** Puts the layer around a store, with another log than the configured one. */
  FileStore around(FileStore next, Settings settings, FileEventLog log) {
    return wrap(wrap(next, log, receivers(settings)), around(settings));
  }

  private List<Receiver> receivers(Settings settings) {
    return providers().stream().flatMap(each -> each.receivers(settings).stream()).toList();
  }

  private List<Layer> around(Settings settings) {
    return providers().stream().flatMap(each -> each.around(settings).stream()).toList();
  }

  /** Puts layers around a store, which is closed if one of them fails. */
  private static FileStore wrap(FileStore delivering, List<Layer> around) {
    FileStore store = delivering;
    try {
      for (Layer layer : around) {
        store = layer.wrap(store);
      }
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  /**
   * Opens the event log of a configuration, without delivering anything.
   *
   * @param settings the options of the layer {@code events}
   * @return the log, which the caller closes
   * @throws ConfigurationException if it cannot be opened
   */
  public static FileEventLog log(Settings settings) {
    int max = settings.get(MAX);
    if (max < 1) {
      throw settings.wrong("outbox.max must be at least 1");
    }
    OverflowPolicy onFull = settings.get(ON_FULL);
    String place = place(settings);
    if (place.equalsIgnoreCase(MEMORY)) {
      return new InMemoryEventLog(max, onFull);
    }
    return provider(place, settings)
        .map(database -> database.open(place, settings, max, onFull))
        .orElseGet(() -> new Outbox(file(settings.stateDirectory()), max, onFull));
  }

  /** Returns where events are kept: in memory, in a file, or a URL. */
  static String place(Settings settings) {
    boolean lasting = !settings.type().equals("memory");
    return settings.find(OUTBOX).orElse(lasting ? DURABLE : MEMORY);
  }

  /** Returns the file in the directory of this layer. */
  static Path file(Path directory) {
    return directory.resolve("outbox.db");
  }

  /** Returns what opens the outbox of a URL; empty for another place. */
  static Optional<OutboxProvider> provider(String place, Settings settings) {
    if (place.equalsIgnoreCase(DURABLE) || place.equalsIgnoreCase(MEMORY)) {
      return Optional.empty();
    }
    Optional<OutboxProvider> provider =
        outboxes().stream().filter(each -> each.takes(place)).findFirst();
    if (provider.isEmpty()) {
      throw settings.wrong(OUTBOX, unknown(place));
    }
    return provider;
  }

  private static String unknown(String place) {
    return place.startsWith("jdbc:postgresql:")
        ? "outbox=jdbc:postgresql:… needs the module coffer-postgres: add"
            + " dev.coffer:coffer-postgres to the class path"
        : "outbox is one of durable, memory, or jdbc:postgresql://HOST/DATABASE";
  }

  private static FileStore wrap(FileStore next, FileEventLog log, List<Receiver> receivers) {
    try {
      return receivers.isEmpty()
          ? new AnnouncingFileStore(next, log)
          : new DeliveringFileStore(next, log, receivers);
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }
}
