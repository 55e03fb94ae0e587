package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that accepts connections and never answers. */
class SilentDatabaseTest {
  @Test
  void theSocketGivesUpSoonAfterTheServerWould() {
    Properties settings =
        new PostgresDatabase(PostgresOutboxOptions.of("jdbc:postgresql://h/x")).settings();
    long statement = Duration.ofMillis(PostgresSession.PATIENCE_MILLIS).toSeconds();
    assertThat(settings.getProperty("loginTimeout")).isEqualTo("10");
    assertThat(Long.parseLong(settings.getProperty("socketTimeout")))
        .isBetween(statement + 1, statement + 5);
  }

  @Test
  @Tag("thorough")
  void openingEndsAfterTenSeconds() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:postgresql://127.0.0.1:%d/x?user=u".formatted(silent.getLocalPort());
      Instant begun = Instant.now();
      assertThatThrownBy(() -> new PostgresOutbox(PostgresOutboxOptions.of(url)))
          .isInstanceOf(ConnectionException.class);
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }
  }
}
