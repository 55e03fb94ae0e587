package dev.coffer.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Who {@linkplain EventLog#listen listens} to a log, for authors of an {@link EventLog}. One that
 * throws fails neither the change nor the other listeners: that is logged.
 */
public final class LogListeners {
  private static final SafeLog SAFE = new SafeLog(EventLog.class);

  private final List<Consumer<FileEvent>> all = new CopyOnWriteArrayList<>();

  /** Without any listener yet. */
  public LogListeners() {}

  /**
   * Adds a listener.
   *
   * @param listener hears of each event that is told from now on
   */
  public void add(Consumer<FileEvent> listener) {
    all.add(listener);
  }

  /**
   * Tells each listener of an event, in the order in which they were added.
   *
   * @param event what was recorded, numbered
   */
  public void tell(FileEvent event) {
    for (Consumer<FileEvent> listener : all) {
      try {
        listener.accept(event);
      } catch (Throwable e) {
        SAFE.warn("a listener of the event log failed; the others are told of {}", event.path(), e);
      }
    }
  }
}
