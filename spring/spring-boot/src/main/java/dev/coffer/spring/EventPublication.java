package dev.coffer.spring;

import dev.coffer.FileStore;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventListener;
import dev.coffer.event.FileEvents;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.event.OverflowPolicy;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;

/** Publishes the changes of configured stores as application events, if the application asks. */
final class EventPublication {
  static final String PROPERTY = "coffer.application-events";

  /** For the listener alone, which has a queue of its own. */
  private static final int EVENTS_KEPT = 1024;

  private final ApplicationEventPublisher publisher;
  private final boolean on;

  private EventPublication(ApplicationEventPublisher publisher, boolean on) {
    this.publisher = publisher;
    this.on = on;
  }

  static EventPublication of(Environment environment, ApplicationEventPublisher publisher) {
    boolean on = Binder.get(environment).bind(PROPERTY, Boolean.class).orElse(false);
    return new EventPublication(publisher, on);
  }

  /** Returns the store, whose changes are published from now on if that is asked for. */
  FileStore of(String name, FileStore store) {
    if (!on) {
      return store;
    }
    FileStore announced =
        store.unwrap(FileEvents.class).isPresent()
            ? store
            : new AnnouncingFileStore(
                store, new InMemoryEventLog(EVENTS_KEPT, OverflowPolicy.DROP_OLDEST));
    // The subscription ends with the store.
    var unused =
        announced
            .unwrap(FileEvents.class)
            .orElseThrow()
            .subscribe("**", new Listener(name, announced));
    return announced;
  }

  private final class Listener implements FileEventListener {
    private final String name;
    private final FileStore store;

    Listener(String name, FileStore store) {
      this.name = name;
      this.store = store;
    }

    @Override
    public void changed(FileEvent event) {
      publisher.publishEvent(new FileStoreEvent(store, name, event));
    }

    @Override
    public void missed(long events) {
      publisher.publishEvent(new MissedFileEvents(store, name, events));
    }
  }
}
