package dev.coffer.event;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The events of an {@link FileEventLog} that one receiver has not taken yet.
 *
 * <p>Several processes may have the queue of one receiver open. One of them {@linkplain #attend
 * attends} it and delivers; another takes over when it ends.
 */
public interface EventQueue extends AutoCloseable {
  /**
   * Makes this handle the one that delivers, unless another one is.
   *
   * @return true if this handle is the one that delivers; false while another handle is
   */
  boolean attend();

  /**
   * Returns the number of the term in which this handle delivers. A handle whose right to deliver
   * ends by itself, for example since its process was stopped for too long, may find that another
   * handle has delivered meanwhile: then a new term begins. What was taken in an earlier term must
   * not be delivered; {@link #take} returns again what is still pending.
   *
   * @return a number that grows; always the same if the right ends with the handle alone
   */
  default long term() {
    return 0;
  }

  /**
   * Returns the next events that this handle has not received yet. Only for the handle that
   * attends.
   *
   * @param max the maximum number of events
   * @return the events, oldest first; empty if there are none yet
   */
  List<Waiting> take(int max);

  /**
   * An event that waits for its delivery.
   *
   * @param event the event
   * @param attempts how often the receiver did not accept it, without attempts that failed because
   *     of the receiver rather than the event
   * @param due when it may be retried; in the past if it never failed
   * @param since when it failed for the first time; empty if it never did
   */
  record Waiting(FileEvent event, int attempts, Instant due, Optional<Instant> since) {
    /**
     * Returns an event without a delivery attempt.
     *
     * @param event the event
     * @return due in the distant past, so that it comes before all retries
     */
    public static Waiting first(FileEvent event) {
      return new Waiting(event, 0, Instant.EPOCH, Optional.empty());
    }

    /**
     * Returns whether its delivery has failed.
     *
     * @return true even if the failure does not count as an attempt
     */
    public boolean hasFailed() {
      return attempts > 0 || since.isPresent();
    }
  }

  /**
   * Acknowledges events that the receiver has. Once this returns, no later process delivers them
   * again.
   *
   * @param events events that were taken
   */
  void acknowledge(Collection<FileEvent> events);

  /**
   * Records a failed delivery that is to be retried.
   *
   * @param failed events that were taken, with the state to record for them; this handle keeps them
   * @param reason why it failed
   */
  void retry(Collection<Waiting> failed, String reason);

  /**
   * Gives up events: they are dead letters from now on.
   *
   * @param failed events that were taken, with the number of attempts
   * @param reason why they are given up
   */
  void giveUp(Collection<Waiting> failed, String reason);

  /**
   * Returns whether the receiver has not taken an event yet.
   *
   * @param id the id of an event
   * @return false also if it is a dead letter or unknown
   */
  boolean isPending(UUID id);

  /**
   * Asks the handle that attends to send at once and to poll often, because a caller waits for the
   * receiver, or withdraws the request. Closing this handle also withdraws it, and so does the end
   * of its process.
   *
   * @param wanted whether a caller waits; must be repeated while one does
   */
  void hurry(boolean wanted);

  /**
   * Returns whether a caller waits for the receiver. Only for the handle that attends.
   *
   * @return true if any other handle {@linkplain #hurry asks for it}
   */
  boolean isHurried();

  /**
   * Sets a callback for when there may be something to take. If other processes write to the log,
   * also poll it periodically.
   *
   * @param callback must return at once
   */
  void onNews(Runnable callback);

  /** Closes this handle and lets another one attend. */
  @Override
  void close();
}
