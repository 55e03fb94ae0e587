package dev.coffer.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The {@linkplain FileEventLog#listen listeners} of a log, for authors of an {@link FileEventLog}.
 * If a listener throws, this is logged and affects neither the change nor the other listeners.
 */
public final class LogListeners {
  private static final SafeLog SAFE = new SafeLog(FileEventLog.class);

  private final List<Consumer<FileEvent>> all = new CopyOnWriteArrayList<>();

  /** Creates an instance without listeners. */
  public LogListeners() {}

  /**
   * Adds a listener.
   *
   * @param listener receives each event from now on
   */
  public void add(Consumer<FileEvent> listener) {
    all.add(listener);
  }

  /**
   * Notifies each listener of an event, in the order in which they were added.
   *
   * @param event the recorded event, numbered
   */
  public void tell(FileEvent event) {
    for (Consumer<FileEvent> listener : all) {
      try {
        listener.accept(event);
      } catch (Throwable e) {
        SAFE.warn(
            "a listener of the event log failed; the others are notified of {}", event.path(), e);
      }
    }
  }
}
