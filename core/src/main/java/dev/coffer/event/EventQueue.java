package dev.coffer.event;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
   * @param attempts how often the receiver did not take it; attempts that say more of the receiver
   *     than of the event are not counted
   * @param due when it may be tried again; in the past if it never failed
   * @param since when it failed for the first time; empty if it never did
   */
  record Waiting(FileEvent event, int attempts, Instant due, Optional<Instant> since) {
    /**
     * An event that was not tried yet.
     *
     * @param event the event
     * @return due since ever, so that it comes before all that is to be tried again
     */
    public static Waiting first(FileEvent event) {
      return new Waiting(event, 0, Instant.EPOCH, Optional.empty());
    }

    /**
     * Whether its delivery has failed.
     *
     * @return true also if the failure was no attempt
     */
    public boolean hasFailed() {
      return attempts > 0 || since.isPresent();
    }
  }

  /**
   * The receiver has them. When this returns, no later process delivers them again.
   *
   * @param events that were taken
   */
  void acknowledge(Collection<FileEvent> events);

  /**
   * Notes a delivery that failed and is to be made again.
   *
   * @param failed events that were taken, with what is to be kept of them; this handle keeps them
   * @param reason why it failed
   */
  void retry(Collection<Waiting> failed, String reason);

  /**
   * Gives events up: they are dead letters from now on.
   *
   * @param failed events that were taken, with how often they were tried
   * @param reason why
   */
  void giveUp(Collection<Waiting> failed, String reason);

  /**
   * Whether the receiver has not taken an event yet.
   *
   * @param id an event's
   * @return false also when it is a dead letter or not known
   */
  boolean isPending(UUID id);

  /**
   * Asks the one that attends to send at once and to look often for what is new, because somebody
   * waits for the receiver; or takes that back. Closing this handle takes it back too, and so does
   * the end of its process.
   *
   * @param wanted whether somebody waits; to be said again while somebody does
   */
  void hurry(boolean wanted);

  /**
   * Whether somebody waits for the receiver. Only for the one that attends.
   *
   * @return true if any other handle {@linkplain #hurry asks for it}
   */
  boolean isHurried();

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
