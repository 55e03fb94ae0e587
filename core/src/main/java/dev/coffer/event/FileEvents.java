package dev.coffer.event;

import dev.coffer.Feature;

/**
 * The ability to listen to the changes of a store: {@code store.unwrap(FileEvents.class)}.
 *
 * <pre>{@code
 * FileEvents events = store.unwrap(FileEvents.class).orElseThrow();
 * try (Subscription all = events.subscribe("users/ada/**", event -> show(event))) {
 *   …
 * }
 * }</pre>
 *
 * <p>A listener hears of the changes made through this store, in this process, from the moment that
 * it subscribes. It is told of each change after the log has it. A writer never waits for a
 * listener: one that is slower than the changes has a queue of {@value #QUEUE_SIZE} events, and is
 * told how many it missed when that is full. What must not miss anything is a sink of the event
 * log.
 *
 * <p>A view of a directory gives the events of its files, with paths as the view knows them. What
 * was moved or copied into it is written there, what was moved out of it is deleted. Closing the
 * view ends them.
 */
public interface FileEvents extends Feature {
  /** How many events wait for a listener before it misses some. */
  int QUEUE_SIZE = 1024;

  /**
   * Begins to listen.
   *
   * @param pattern the paths, as a {@link PathPattern}
   * @param listener told of each change of a path that matches; of a move, when source or target
   *     does
   * @return to be closed by whoever has enough
   * @throws IllegalArgumentException if the pattern is none
   * @throws IllegalStateException if the store is closed
   */
  Subscription subscribe(String pattern, FileEventListener listener);

  @Override
  default boolean leavesFilesAlone() {
    return true;
  }

  /** A listener's place. */
  interface Subscription extends AutoCloseable {
    /** Ends it: a call that runs goes on to its end, none begins any more. */
    @Override
    void close();
  }
}
