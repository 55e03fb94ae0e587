package dev.coffer.event;

/**
 * Hears of changes. Called by one thread at a time, in the order in which the log numbered the
 * events, and never by the thread that made the change. What it throws is logged and forgotten.
 */
@FunctionalInterface
public interface FileEventListener {
  /**
   * A change was made.
   *
   * @param event the change
   */
  void changed(FileEvent event);

  /**
   * Changes were made of which this listener is not told, since it was too slow. Who must know the
   * state of the files reads the store now; the events that follow are told again.
   *
   * @param events how many were left out since the last call of either method
   */
  default void missed(long events) {}
}
