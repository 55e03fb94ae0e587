package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.delivery.BatchPolicy;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.Outbox;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.testkit.DeliveryRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events a second the broker takes, from a durable outbox. */
@Tag("thorough")
class RedisRateTest {
  private static final int EVENTS = 20_000;

  @TempDir private Path directory;

  private static final BatchPolicy BATCH =
      new BatchPolicy(Duration.ofMillis(50), Duration.ofSeconds(1), Long.MAX_VALUE);

  @Test
  void eventsASecond() {
    try (RedisServer server = RedisServer.start("--appendonly", "yes")) {
      measure("one by one", RedisStream.builder(server.uri(), "one"), Optional.empty());
      measure("in batches", RedisStream.builder(server.uri(), "many"), Optional.of(BATCH));
    }
  }

  private void measure(String how, RedisStream.Builder stream, Optional<BatchPolicy> batch) {
    DeliveryPolicy policy =
        new DeliveryPolicy(RetrySchedule.USUAL, 16, batch, Duration.ofSeconds(10));
    DeliveryRate rate =
        new DeliveryRate(
            () -> new Outbox(directory.resolve(how)), stream.policy(policy).build().receiver());
    double events = rate.measure(EVENTS);
    System.out.printf("Redis, %s: %.0f events a second%n", how, events);
    assertThat(events).isPositive();
  }
}
