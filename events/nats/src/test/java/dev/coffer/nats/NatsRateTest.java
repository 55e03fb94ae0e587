package dev.coffer.nats;

import dev.coffer.delivery.Outbox;
import dev.coffer.testkit.DeliveryRate;
import io.nats.client.Connection;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events a second the broker takes, from a durable outbox. */
@Tag("thorough")
@SuppressWarnings("try") // the close of a connection may be interrupted
class NatsRateTest {
  @TempDir private Path directory;

  @Test
  void eventsASecond() throws Exception {
    try (NatsServer server = new NatsServer(directory)) {
      try (Connection connection = server.connect()) {
        NatsServer.create(connection);
      }
      DeliveryRate.print(
          "NATS",
          name -> new Outbox(directory.resolve(name)),
          (name, policy) ->
              NatsSubject.builder(server.url(), NatsServer.SUBJECT)
                  .policy(policy)
                  .build()
                  .receiver());
    }
  }
}
