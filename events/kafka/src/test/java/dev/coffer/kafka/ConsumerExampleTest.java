package dev.coffer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The consumer that the pages show knows what the store has. */
@Timeout(120)
@Tag("servers")
class ConsumerExampleTest {
  private static final Path EXAMPLE = Path.of("../../docs/consumers/LatestState.java");

  @Test
  void theLatestStateOfEachPathIsThatOfTheStore() throws Exception {
    KafkaBroker broker = KafkaBroker.shared();
    String topic = "example-" + UUID.randomUUID();
    broker.create(topic, 3);
    KafkaTopic files = KafkaTopic.builder(broker.servers(), topic).policy(Brokers.QUICK).build();
    try (DeliveringFileStore store =
        new DeliveringFileStore(
            new InMemoryFileStore(), new InMemoryEventLog(), List.of(files.receiver()))) {
      store.write("a", "1");
      store.write("b", "1");
      store.write("b", "22");
      store.move("a", "c/d");
      store.write("e", "x");
      store.delete("e");
    }
    assertThat(run(broker.servers(), topic))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("{\"path\":\"b\",\"size\":2,"),
            second ->
                assertThat(second).startsWith("{\"path\":\"c/d\",\"source\":\"a\",\"size\":1,"));
  }

  private static List<String> run(String servers, String topic) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EXAMPLE.toString(),
                servers,
                topic)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = process.getInputStream()) {
      List<String> lines = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(process.waitFor()).isZero();
      return lines;
    }
  }
}
