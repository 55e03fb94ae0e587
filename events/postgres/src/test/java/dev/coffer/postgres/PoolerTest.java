package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
      assertThat(listening(pooler)).containsOnly(0L);
    }
  }

  /** Returns on how many channels each session of the pooler listens. */
  private static List<Long> listening(PgBouncer pooler) throws SQLException {
    List<Long> channels = new ArrayList<>();
    List<Connection> all = new ArrayList<>(); // each has a session as long as its transaction lasts
    try {
      for (int i = 0; i < PgBouncer.SESSIONS; i++) {
        Connection connection = DriverManager.getConnection(pooler.url());
        all.add(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
            ResultSet row =
                statement.executeQuery("SELECT count(*) FROM pg_listening_channels()")) {
          row.next();
          channels.add(row.getLong(1));
        }
      }
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
    return channels;
  }
}
