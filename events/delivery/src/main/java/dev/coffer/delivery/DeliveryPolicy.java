package dev.coffer.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * Determines how an {@link EventDispatcher} delivers.
 *
 * @param retries how often and when failed deliveries are retried
 * @param inFlight the maximum number of concurrent deliveries; always one for batches
 * @param batch when events are sent together; empty if each is sent alone
 * @param closeTimeout how long closing continues to deliver pending events
 */
public record DeliveryPolicy(
    RetrySchedule retries, int inFlight, Optional<BatchPolicy> batch, Duration closeTimeout) {
  /** Delivers each event alone, eight at once, and for up to ten seconds on close. */
  public static final DeliveryPolicy USUAL =
      new DeliveryPolicy(RetrySchedule.USUAL, 8, Optional.empty(), Duration.ofSeconds(10));

  /**
   * Checks the number of concurrent deliveries.
   *
   * @param retries how often and when
   * @param inFlight at least 1
   * @param batch when events are sent together
   * @param closeTimeout not negative
   * @throws IllegalArgumentException if {@code inFlight} is less than 1
   */
  public DeliveryPolicy {
    if (inFlight < 1) {
      throw new IllegalArgumentException(
          "there must be at least one concurrent" + " delivery: " + inFlight);
    }
  }
}
