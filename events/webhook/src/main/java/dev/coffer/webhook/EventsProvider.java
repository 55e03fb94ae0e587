package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Position;
import dev.coffer.config.Settings;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.EventLog;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.OnFull;
import java.util.List;
import java.util.Optional;

/** Announces changes, to receivers over HTTP where there are some. */
public final class EventsProvider implements LayerProvider {
  /** Where undelivered events live. */
  enum Place {
    /** In a file of the state directory. */
    DURABLE,
    /** In this process. */
    MEMORY
  }

  static final Option<Place> OUTBOX =
      Option.choice(
          "outbox",
          Place.class,
          "Where undelivered events live: in a file that survives a crash (for a store that survives"
              + " the process, when there is a receiver), or in memory. Given without a receiver,"
              + " it switches on the announcement of changes in this process.");
  static final Option<Integer> MAX =
      Option.integer("outbox.max", "About how many events are kept, delivered ones included.")
          .orElse("1000000");
  static final Option<OnFull> ON_FULL =
      Option.choice(
              "outbox.on-full",
              OnFull.class,
              "When so many are not delivered: changes fail, or the oldest events are dropped and"
                  + " a warning is logged.")
          .orElse("fail");

  /** For the service loader. */
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
    return WebHookOptions.with(List.of(OUTBOX, MAX, ON_FULL));
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    List<WebHook> receivers = WebHookOptions.receivers(settings);
    boolean on = !receivers.isEmpty() || settings.find(OUTBOX).isPresent();
    boolean batched = settings.get(WebHookOptions.BATCH);
    return on
        ? Optional.of(next -> wrap(next, open(settings), receivers, batched))
        : Optional.empty();
  }

  private static EventLog open(Settings settings) {
    boolean lasting = !settings.type().equals("memory");
    Place place = settings.find(OUTBOX).orElse(lasting ? Place.DURABLE : Place.MEMORY);
    int max = settings.get(MAX);
    if (max < 1) {
      throw settings.wrong("outbox.max is at least 1");
    }
    OnFull onFull = settings.get(ON_FULL);
    return place == Place.MEMORY
        ? new InMemoryEventLog(max, onFull)
        : new Outbox(settings.stateDirectory().resolve("outbox.db"), max, onFull);
  }

  private static FileStore wrap(
      FileStore next, EventLog log, List<WebHook> receivers, boolean batched) {
    try {
      if (receivers.isEmpty()) {
        return new AnnouncingFileStore(next, log);
      }
      return batched
          ? new BatchedWebHookFileStore(next, log, receivers)
          : new WebHookFileStore(next, log, receivers);
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }
}
