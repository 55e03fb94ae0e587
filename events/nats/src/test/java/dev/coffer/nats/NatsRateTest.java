package dev.coffer.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.delivery.BatchPolicy;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.Outbox;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.testkit.DeliveryRate;
import io.nats.client.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events a second the broker takes, from a durable outbox. */
@Tag("thorough")
@SuppressWarnings("try") // the close of a connection may be interrupted
class NatsRateTest {
  private static final int EVENTS = 20_000;

  @TempDir private Path directory;

  private static final BatchPolicy BATCH =
      new BatchPolicy(Duration.ofMillis(50), Duration.ofSeconds(1), Long.MAX_VALUE);

  @Test
  void eventsASecond() throws Exception {
    try (NatsServer server = new NatsServer(directory)) {
      try (Connection connection = server.connect()) {
        NatsServer.create(connection);
      }
      measure("one by one", subject(server), Optional.empty());
      measure("in batches", subject(server), Optional.of(BATCH));
    }
  }

  private static NatsSubject.Builder subject(NatsServer server) {
    return NatsSubject.builder(server.url(), NatsServer.SUBJECT);
  }

  private void measure(String how, NatsSubject.Builder subject, Optional<BatchPolicy> batch) {
    DeliveryPolicy policy =
        new DeliveryPolicy(RetrySchedule.USUAL, 16, batch, Duration.ofSeconds(10));
    DeliveryRate rate =
        new DeliveryRate(
            () -> new Outbox(directory.resolve(how)), subject.policy(policy).build().receiver());
    double events = rate.measure(EVENTS);
    System.out.printf("NATS, %s: %.0f events a second%n", how, events);
    assertThat(events).isPositive();
  }
}
