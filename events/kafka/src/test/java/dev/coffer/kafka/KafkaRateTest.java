package dev.coffer.kafka;

import dev.coffer.delivery.Outbox;
import dev.coffer.testkit.DeliveryRate;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events a second the broker takes, from a durable outbox. */
@Tag("thorough")
class KafkaRateTest {
  @TempDir private Path directory;

  @Test
  void eventsASecond() throws Exception {
    KafkaBroker broker = KafkaBroker.shared();
    broker.create("one", 4);
    broker.create("many", 4);
    DeliveryRate.print(
        "Kafka",
        name -> new Outbox(directory.resolve(name)),
        (name, policy) ->
            KafkaTopic.builder(broker.servers(), name).policy(policy).build().receiver());
  }
}
