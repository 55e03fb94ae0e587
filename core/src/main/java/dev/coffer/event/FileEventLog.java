package dev.coffer.event;

import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.StorageFullException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps events until every receiver has them.
 *
 * <p>A change is recorded twice: as an {@link Intent} before it is made and as events after it. A
 * durable log has the intent on the disk when {@link #begin} returns, so that the next process
 * finds a change whose process died before it ended, and {@linkplain #settle settles} it. A change
 * that failed so that it is unknown whether it was made is settled too. So every acknowledged
 * change is announced; a change that was in progress is announced as it is found, possibly
 * needlessly.
 *
 * <p>Each receiver has its own {@linkplain #queue queue}: a dead receiver delays no other.
 *
 * <p>All methods are safe for use by many threads.
 */
public interface FileEventLog extends Feature, AutoCloseable {
  /**
   * Records what is about to be done.
   *
   * @param intent the intended change
   * @return the change, which must be ended once its outcome is known
   * @throws StorageFullException if the log is full of undelivered events; then the change must not
   *     be made
   * @throws IllegalStateException if the log is closed
   */
  Change begin(Intent intent);

  /**
   * Begins to record what is about to be done, for a change that is prepared meanwhile and may not
   * be seen before it is recorded.
   *
   * @param intent the intended change
   * @return waits for the record, and returns the change or throws as {@link #begin} does; may be
   *     called again, by any thread, and must be called
   * @throws IllegalStateException if the log is closed
   */
  default Supplier<Change> beginning(Intent intent) {
    Change begun = begin(intent);
    return () -> begun;
  }

  /** A change in progress. */
  interface Change {
    /**
     * Ends the change. Returns without waiting for a disk. A log that was closed meanwhile ignores
     * the call: a durable log settles the intent when it is opened again.
     *
     * @param done the changes that were made, one event per file; may be fewer than intended
     * @param unknown other paths that may or may not have been changed: they are announced as the
     *     next {@link FileEventLog#settle} finds them
     */
    void end(List<FileEvent> done, List<FilePath> unknown);

    /**
     * Ends a change that was made.
     *
     * @param events the changes that were made, one event per file; may be fewer than intended
     */
    default void confirm(List<FileEvent> events) {
      end(events, List.of());
    }

    /** Ends a change that failed and was not made: nothing is announced. */
    default void withdraw() {
      end(List.of(), List.of());
    }
  }

  /**
   * Finds changes whose outcome is unknown, because their process ended before them or because of
   * how they failed, and announces the current state of their paths. A path that cannot be checked
   * is kept for a later call, with a warning. Called by one thread at a time, which may wait for
   * the store.
   *
   * @param store looks up a file
   * @return whether there may be something to settle later
   */
  boolean settle(Function<FilePath, Optional<FileInfo>> store);

  /**
   * Adds a listener for each event that this handle of the log records, numbered, in the order of
   * the numbers. An exception of a listener is logged and affects neither the change nor the other
   * listeners.
   *
   * @param listener must return at once
   */
  void listen(Consumer<FileEvent> listener);

  /**
   * Opens the queue of a receiver. A receiver with a new name gets the events from now on.
   *
   * @param receiver a name that stays the same across restarts, without any secret
   * @return the queue, which the caller closes
   */
  EventQueue queue(String receiver);

  /**
   * Returns the events that are still known, delivered or not.
   *
   * @param after the number of the last event that the caller has seen; 0 to start at the oldest
   * @param max the maximum number of events
   * @return the events in the order of their numbers; empty if there are none yet
   */
  List<FileEvent> events(long after, int max);

  /**
   * Returns the events that could not be delivered.
   *
   * @return the dead letters, oldest first
   */
  List<DeadLetter> deadLetters();

  /**
   * Delivers dead letters again, to the receivers that did not accept them.
   *
   * @param pattern the paths of the events
   * @return the number of dead letters
   */
  int replayDead(PathPattern pattern);

  /**
   * Delivers events that are still known again, to every receiver, with their original ids and new
   * numbers.
   *
   * @param since the earliest time of the events
   * @param pattern the paths of the events
   * @return the number of events
   */
  int replay(Instant since, PathPattern pattern);

  /**
   * Returns the state of the deliveries to each receiver.
   *
   * @return the states, sorted by name
   */
  List<ReceiverState> receivers();

  @Override
  default boolean leavesFilesAlone() {
    return true;
  }

  /** Closes this handle. Undelivered events stay in a durable log. */
  @Override
  void close();
}
