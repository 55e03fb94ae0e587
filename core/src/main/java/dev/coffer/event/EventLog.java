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

/**
 * Where events are kept until every receiver has them.
 *
 * <p>A change is noted twice: as an {@link Intent} before it is made and as events after it. A
 * durable log has the intent on the disk when {@link #begin} returns, so that a change whose
 * process died on the way is found by the next one, which {@linkplain #settle settles} it. So is a
 * change that failed in a way that leaves open whether it was made. Then nothing that was
 * acknowledged stays silent; what was under way is announced as it is found, possibly needlessly.
 *
 * <p>Each receiver has a {@linkplain #queue queue} of its own: one that is dead holds up no other.
 *
 * <p>All methods are safe for use by many threads.
 */
public interface EventLog extends Feature, AutoCloseable {
  /**
   * Notes what is about to be done.
   *
   * @param intent what
   * @return to be confirmed or withdrawn once it is known how it ended
   * @throws StorageFullException if the log is full of events that are not delivered; nothing shall
   *     be done then
   * @throws IllegalStateException if the log is closed
   */
  Change begin(Intent intent);

  /** A change under way. */
  interface Change {
    /**
     * The change has ended. Returns without waiting for a disk. A log that was closed meanwhile
     * passes it over: a durable one settles the intent when it is opened again.
     *
     * @param done what was done, one event a file; may be fewer than were intended
     * @param unknown paths that may have been changed besides, or not: they are announced as the
     *     next {@link EventLog#settle} finds them
     */
    void end(List<FileEvent> done, List<FilePath> unknown);

    /**
     * The change is made.
     *
     * @param events what was done, one event a file; may be fewer than were intended
     */
    default void confirm(List<FileEvent> events) {
      end(events, List.of());
    }

    /** The change failed and was not made: nothing is announced. */
    default void withdraw() {
      end(List.of(), List.of());
    }
  }

  /**
   * Finds changes of which it is not known how they ended, since their process ended before or they
   * failed so, and announces what is there now. A path that cannot be looked at is kept for a later
   * call, with a warning. Calls come from one thread at a time, which may wait for the store.
   *
   * @param store looks at a file
   * @return whether there may be something to settle later
   */
  boolean settle(Function<FilePath, Optional<FileInfo>> store);

  /**
   * Hears of each event that this handle of the log records, numbered, in the order of the numbers.
   * If a listener throws, that is logged; the change and the other listeners go on.
   *
   * @param listener must return at once
   */
  void listen(Consumer<FileEvent> listener);

  /**
   * The events of one receiver. A receiver whose name is new gets the events from now on.
   *
   * @param receiver a name that stays the same over restarts, without any secret
   * @return to be closed by the caller
   */
  EventQueue queue(String receiver);

  /**
   * Gives a receiver that is known by a name of an earlier version another one, with all that it
   * has not taken yet. Does nothing if there is none of the first name, or one of the second.
   *
   * @param former the name that it has
   * @param name the name that it gets
   */
  default void rename(String former, String name) {}

  /**
   * The events that are still known, delivered or not.
   *
   * @param after the number of the last one that the caller has seen; 0 for the oldest
   * @param max the most to give
   * @return in the order of their numbers; empty when there is none yet
   */
  List<FileEvent> events(long after, int max);

  /**
   * What could not be delivered.
   *
   * @return oldest first
   */
  List<DeadLetter> deadLetters();

  /**
   * Delivers dead letters once more, to the receivers that did not take them.
   *
   * @param pattern whose paths
   * @return how many
   */
  int replayDead(PathPattern pattern);

  /**
   * Delivers events that are still known once more, to every receiver, with the ids that they had
   * and new numbers.
   *
   * @param since when they happened at the earliest
   * @param pattern whose paths
   * @return how many
   */
  int replay(Instant since, PathPattern pattern);

  /**
   * Each receiver, and how its deliveries stand.
   *
   * @return by name
   */
  List<ReceiverState> receivers();

  @Override
  default boolean leavesFilesAlone() {
    return true;
  }

  /** Ends this handle. Events that are not delivered stay in a durable log. */
  @Override
  void close();
}
