package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.delivery.ConfiguredOutbox;
import dev.coffer.event.FileEventLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outbox that a configuration names. */
class ConfiguredOutboxTest {
  private static FileStore open(String outbox, Map<String, String> options) {
    FileStoreConfig.Builder config =
        FileStoreConfig.builder().uri("memory:").environment(Map.of()).option("outbox", outbox);
    options.forEach(config::option);
    return FileStores.open(config.build());
  }

  @Test
  void aStoreWritesToTheOutboxOfItsUrl() {
    PostgresServer server = PostgresServer.shared();
    String schema = server.newOutbox().schema();
    try (FileStore store = open(server.url(), Map.of("outbox.schema", schema))) {
      store.write("a", "1");
      FileEventLog log = store.unwrap(FileEventLog.class).orElseThrow();
      assertThat(Records.paths(log)).containsExactly("a");
      assertThat(log.toString()).startsWith("outbox:jdbc:postgresql://").doesNotContain("user");
    }
    assertThat(server.number("SELECT count(*) FROM " + schema + ".events")).isOne();
  }

  @Test
  void lookingForAnOutboxMakesNone() {
    PostgresServer server = PostgresServer.shared();
    String schema = server.newOutbox().schema();
    FileStoreConfig config =
        FileStoreConfig.builder()
            .uri("memory:")
            .environment(Map.of())
            .option("outbox", server.url())
            .option("outbox.schema", schema)
            .build();
    ConfiguredOutbox outbox = ConfiguredOutbox.of(FileStores.assembly(config)).orElseThrow();
    assertThat(outbox.isBegun()).isFalse();
    assertThat(outbox.receivers()).isEmpty();
    assertThat(server.number("SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema + "'"))
        .isZero();
    try (FileStore store = FileStores.open(config)) {
      FileEventLog log = store.unwrap(FileEventLog.class).orElseThrow();
      log.queue("somebody").close();
      store.write("a", "1");
      assertThat(outbox.isBegun()).isTrue();
      assertThat(outbox.receivers()).isEqualTo(log.receivers()).hasSize(1);
      assertThat(server.number("SELECT count(*) FROM " + schema + ".owners")).isOne();
    }
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotShown() {
    assertThatThrownBy(
            () -> open("jdbc:postgresql://127.0.0.1:1/x?user=u&password=geheim", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("outbox.password")
        .hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"db:0", "db:-1", "db:65536", "db:99999999999", "db:x", "a,b:70000", "[::1]:0"})
  void aPortThatNoneCanBeIsRefusedBeforeAnybodyIsAsked(String hosts) {
    assertThatThrownBy(() -> open("jdbc:postgresql://" + hosts + "/x", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a port is from 1 to 65535")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//db/x", "//db:5432/x", "//a:1,[::1]:65535/x?user=u", "//[::1]/x", "x"})
  void whatIsAUrlOfTheDriverIsTaken(String rest) {
    assertThat(PostgresOutboxOptions.of("jdbc:postgresql:" + rest).schema()).isEqualTo("coffer");
  }

  @Test
  void theErrorOfAWrongUrlNamesWhereItCameFrom() {
    Map<String, String> environment =
        Map.of("COFFER_OUTBOX", "jdbc:postgresql://127.0.0.1:1/x?password=geheim");
    FileStoreConfig config =
        FileStoreConfig.builder().uri("memory:").environment(environment).build();
    assertThatThrownBy(() -> FileStores.open(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("variable COFFER_OUTBOX")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void aPasswordBeforeTheHostIsRefusedAndNotShown() {
    for (String host : List.of("u:geheim@127.0.0.1:1", "u:ge/heim@h", "a,u:geheim@b", "geheim@h")) {
      String url = "jdbc:postgresql://" + host + "/x?ssl=true";
      assertThatThrownBy(() -> open(url, Map.of())).satisfies(ConfiguredOutboxTest::assertRefused);
      assertThatThrownBy(() -> PostgresOutboxOptions.of(url))
          .satisfies(ConfiguredOutboxTest::assertRefused);
    }
  }

  private static void assertRefused(Throwable e) {
    assertThat(e)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("give outbox.user and outbox.password")
        .hasMessageNotContaining("heim");
  }

  @Test
  void aUserOfTheQueryMayHaveADomain() {
    String url = "jdbc:postgresql://h/x?user=me@example.org";
    assertThat(PostgresOutboxOptions.of(url)).hasToString("jdbc:postgresql://h/x");
  }

  @Test
  void anUnknownPlaceIsRefused() {
    assertThatThrownBy(() -> open("jdbc:mysql://x/y?password=geheim", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("durable, memory, or jdbc:postgresql://HOST/DATABASE")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void valuesThatCannotWorkAreRefused() {
    String url = "jdbc:postgresql://127.0.0.1:1/x";
    assertThatThrownBy(() -> open(url, Map.of("outbox.shards", "0")))
        .hasMessageContaining("outbox.shards must be from 1 to 64");
    assertThatThrownBy(() -> open(url, Map.of("outbox.lease", "1ms")))
        .hasMessageContaining("outbox.lease must be at least 100ms");
    assertThatThrownBy(() -> open(url, Map.of("outbox.schema", "A;b")))
        .hasMessageContaining("a schema is up to 40");
  }
}
