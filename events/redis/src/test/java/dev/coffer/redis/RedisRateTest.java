package dev.coffer.redis;

import dev.coffer.delivery.Outbox;
import dev.coffer.testkit.DeliveryRate;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events a second the broker takes, from a durable outbox. */
@Tag("thorough")
class RedisRateTest {
  @TempDir private Path directory;

  @Test
  void eventsASecond() {
    try (RedisServer server = RedisServer.start("--appendonly", "yes")) {
      DeliveryRate.print(
          "Redis",
          name -> new Outbox(directory.resolve(name)),
          (name, policy) ->
              RedisStream.builder(server.uri(), name).policy(policy).build().receiver());
    }
  }
}
