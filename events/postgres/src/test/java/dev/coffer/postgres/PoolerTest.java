package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes behind a pooler that gives out four sessions, each for one transaction. */
@Timeout(120)
@Tag("servers")
class PoolerTest {
  private final PostgresServer server = PostgresServer.shared();

  @Test
  void nodesShareAnOutboxBehindAPoolerOfTransactions() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(server)) {
      PostgresOutboxOptions options = PostgresServer.newOutbox(pooler.url());
      try (PostgresOutbox one = new PostgresOutbox(options);
          PostgresOutbox two = new PostgresOutbox(options)) {
        EventQueue first = one.queue("r");
        EventQueue second = two.queue("r");
        assertThat(first.attend()).isTrue();
        IntStream.range(0, 20).parallel().forEach(i -> Records.record(two, "" + i));
        assertThat(two.events(0, 100)).hasSize(20);
        List<FileEvent> taken = Records.take(first);
        assertThat(taken).hasSize(20);
        assertThat(second.attend()).isFalse();
        first.acknowledge(taken.subList(0, 19));
        first.close();
        Until.isTrue("the other takes over", second::attend);
        assertThat(Records.take(second)).isEqualTo(taken.subList(19, 20));
      }
      assertThat(server.number("SELECT count(*) FROM pg_listening_channels()")).isZero();
    }
  }
}
