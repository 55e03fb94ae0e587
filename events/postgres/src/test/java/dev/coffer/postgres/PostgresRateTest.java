package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.delivery.Receiver;
import dev.coffer.event.EventSink;
import dev.coffer.testkit.DeliveryRate;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a database on this disk, with syncs, carries a second. */
@Tag("thorough")
class PostgresRateTest {
  private static final int SECONDS = 10;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 16", "3, 1", "3, 16", "8, 1", "8, 16"})
  void changesASecond(int nodes, int threads) throws Exception {
    PostgresServer server = PostgresServer.synced();
    try {
      String schema = server.newOutbox().schema();
      new PostgresOutbox(Node.options(server.url(), schema, 1)).close();
      long start = System.nanoTime();
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        processes.add(
            Node.start(WritingNode.class, server.url(), schema, "" + SECONDS, "" + threads));
      }
      long changes = 0;
      for (Process process : processes) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
          changes += Long.parseLong(String.valueOf(lines.readLine()));
        }
      }
      System.out.printf(
          "%d nodes, %d threads each: %d changes a second, %.1f s in all%n",
          nodes, threads, changes / SECONDS, (System.nanoTime() - start) / 1e9);
      assertThat(server.number("SELECT count(*) FROM " + schema + ".events")).isEqualTo(changes);
    } finally {
      server.close();
    }
  }

  @Test
  void deliveriesASecond() {
    PostgresServer server = PostgresServer.synced();
    try {
      Map<String, PostgresOutboxOptions> outboxes =
          Map.of("one", server.newOutbox(), "many", server.newOutbox());
      DeliveryRate.print(
          "PostgreSQL",
          name -> new PostgresOutbox(Objects.requireNonNull(outboxes.get(name))),
          (name, policy) ->
              new Receiver(
                  "Anything",
                  "anything",
                  policy,
                  Optional.empty(),
                  store -> events -> new EventSink.Delivered()));
    } finally {
      server.close();
    }
  }
}
