package dev.coffer.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link EventDispatcher} delivers.
 *
 * @param retries how often and when it tries again
 * @param inFlight how many deliveries at once; of batches it is always one
 * @param batch when events are sent together; nothing when each is sent alone
 * @param closeTimeout how long closing goes on with what is pending
 */
public record DeliveryPolicy(
    RetrySchedule retries, int inFlight, Optional<BatchPolicy> batch, Duration closeTimeout) {
  /** Each event alone, eight at once, ten seconds at the close. */
  public static final DeliveryPolicy USUAL =
      new DeliveryPolicy(RetrySchedule.USUAL, 8, Optional.empty(), Duration.ofSeconds(10));

  /**
   * Checks the number.
   *
   * @param retries how often and when
   * @param inFlight at least 1
   * @param batch when events are sent together
   * @param closeTimeout not negative
   * @throws IllegalArgumentException when nothing would be delivered
   */
  public DeliveryPolicy {
    if (inFlight < 1) {
      throw new IllegalArgumentException("at least one delivery at once: " + inFlight);
    }
  }
}
