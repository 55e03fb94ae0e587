package dev.coffer.event;

import dev.coffer.Feature;
import dev.coffer.FileInfo;

/**
 * Lets listeners subscribe to the changes of a store, and announces files that arrived without it:
 * {@code store.unwrap(FileEvents.class)}.
 *
 * <pre>{@code
 * FileEvents events = store.unwrap(FileEvents.class).orElseThrow();
 * try (Subscription all = events.subscribe("users/ada/**", event -> show(event))) {
 *   …
 * }
 * }</pre>
 *
 * <p>A listener is notified of the changes made through this store, in this process, from the
 * moment it subscribes, of each change after the log has recorded it. A writer never waits for a
 * listener: a listener that is slower than the changes has a queue of {@value #QUEUE_SIZE} events,
 * and is notified of how many it missed if the queue was full. A receiver that must not miss
 * anything is an {@link EventSink} of the event log.
 *
 * <p>A view of a directory delivers the events of its files, with paths as the view names them. A
 * file moved or copied into the view is reported as written, one moved out as deleted. Closing the
 * view ends its subscriptions.
 */
public interface FileEvents extends Feature {
  /** The number of events that can wait for a listener before it misses some. */
  int QUEUE_SIZE = 1024;

  /**
   * Subscribes a listener.
   *
   * @param pattern the paths, as a {@link PathPattern}
   * @param listener notified of each change of a matching path, and of a move if its source or its
   *     target matches
   * @return the subscription; close it to stop listening
   * @throws IllegalArgumentException if the pattern is not valid
   * @throws IllegalStateException if the store is closed
   */
  Subscription subscribe(String pattern, FileEventListener listener);

  /**
   * Announces a file that arrived without this store, such as an upload by a {@linkplain
   * dev.coffer.PresignedUrls#forWriting signed URL}: records one event of type {@link
   * FileEvent.Type#WRITTEN} with the present size and etag of the file, for the receivers and
   * listeners of any other write. Changes no file.
   *
   * <p>Returns once the event is recorded as that of any write is: with a durable log it survives
   * the end of the process. Announcing a file again is another event. Whoever announces a path of a
   * file that was written through this store announces it needlessly, and does no harm.
   *
   * @param path the file, as this store or view names it
   * @return the file as it was found
   * @throws dev.coffer.NotFoundException if the file does not exist; nothing is announced
   * @throws dev.coffer.InvalidFilePathException if the path names no file
   * @throws dev.coffer.PermissionDeniedException if this is a read-only or write-once view
   * @throws dev.coffer.StorageFullException if the log is full of undelivered events
   * @throws IllegalStateException if the store or the view is closed
   */
  FileInfo announce(String path);

  @Override
  default boolean leavesFilesAlone() {
    return true;
  }

  /** The subscription of a listener. */
  interface Subscription extends AutoCloseable {
    /** Ends the subscription: a running call completes, and no further one begins. */
    @Override
    void close();
  }
}
