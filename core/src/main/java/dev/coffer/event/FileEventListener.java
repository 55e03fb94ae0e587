package dev.coffer.event;

/**
 * A listener for changes. Called by one thread at a time, in the order in which the log numbered
 * the events, and never by the thread that made the change. Its exceptions are logged and ignored.
 */
@FunctionalInterface
public interface FileEventListener {
  /**
   * Called after a change.
   *
   * @param event the change
   */
  void changed(FileEvent event);

  /**
   * Called if this listener missed changes because it was too slow. A listener that needs the state
   * of the files must now read the store; the events that follow are delivered again.
   *
   * @param events how many events were left out since the last call of either method
   */
  default void missed(long events) {}
}
