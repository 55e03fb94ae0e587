package dev.coffer.kafka;

import dev.coffer.delivery.BatchPolicy;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.RetrySchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Policies for the tests: quick, and patient at the close. */
final class Brokers {
  static final BatchPolicy SOON =
      new BatchPolicy(Duration.ofMillis(10), Duration.ofMillis(50), 1 << 20);
  static final DeliveryPolicy QUICK =
      new DeliveryPolicy(
          new RetrySchedule(
              Duration.ofDays(1), Duration.ofMillis(1), Duration.ofMillis(50), OptionalInt.empty()),
          8,
          Optional.empty(),
          Duration.ofSeconds(60));

  private Brokers() {}
}
