package dev.coffer.event;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The events of an {@link EventLog} that one receiver has not taken yet.
 *
 * <p>Several processes may have the queue of one receiver open. One of them {@linkplain #attend
 * attends} it and delivers; the others come after it when it ends.
 */
public interface EventQueue extends AutoCloseable {
  /**
   * Becomes the one that delivers, or says that it still is.
   *
   * @return false while another handle is
   */
  boolean attend();

  /**
   * The next events that this handle has not been given yet. Only for the one that attends.
   *
   * @param max the most to give
   * @return oldest first; empty when there is none yet
   */
  List<Waiting> take(int max);

  /**
   * An event that waits for its delivery.
   *
   * @param event the event
   * @param attempts how often it was tried
   * @param due when it may be tried again
   */
  record Waiting(FileEvent event, int attempts, Instant due) {}

  /**
   * The receiver has them. When this returns, no later process delivers them again.
   *
   * @param events that were taken
   */
  void acknowledge(Collection<FileEvent> events);

  /**
   * Notes an attempt that failed and is to be repeated.
   *
   * @param events that were taken; this handle keeps them
   * @param attempts how often they were tried
   * @param due when they may be tried again
   * @param reason why it failed
   */
  void retry(Collection<FileEvent> events, int attempts, Instant due, String reason);

  /**
   * Gives events up: they are dead letters from now on.
   *
   * @param events that were taken
   * @param attempts how often they were tried
   * @param reason why
   */
  void giveUp(Collection<FileEvent> events, int attempts, String reason);

  /**
   * Whether the receiver has not taken an event yet.
   *
   * @param id an event's
   * @return false also when it is a dead letter or not known
   */
  boolean isPending(UUID id);

  /**
   * Calls back when there may be something to take. A log that others write to as well is to be
   * asked from time to time too.
   *
   * @param callback must return at once
   */
  void onNews(Runnable callback);

  /** Lets another handle attend. */
  @Override
  void close();
}
