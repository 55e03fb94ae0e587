package dev.coffer.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.ReceiverState;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subjects of a configuration, and settings that are refused without showing a secret. */
@Timeout(60)
@SuppressWarnings("try") // the close of a connection may be interrupted
class NatsSettingsTest {
  @TempDir Path directory;

  @Test
  void aUriNamesTheSubjects() throws Exception {
    try (NatsServer server = new NatsServer(directory);
        Connection connection = server.connect()) {
      connection
          .jetStreamManagement()
          .addStream(NatsServer.stream().subjects("one.>", "two.>").build());
      String uri =
          "memory:?events.nats.url="
              + server.url()
              + "&events.nats.subject=one%20two&outbox=memory";
      try (FileStore store = FileStores.open(uri)) {
        assertThat(store.toString()).startsWith("Observed(Nats(Memory(");
        store.write("a", "1");
        assertThat(store.unwrap(FileEventLog.class).orElseThrow().receivers())
            .extracting(ReceiverState::receiver)
            .containsExactlyInAnyOrder("nats:one", "nats:two");
      }
      assertThat(new StoredMessages(connection).next())
          .extracting(Message::getSubject)
          .containsExactlyInAnyOrder("one.a", "two.a");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nats://ada:secret@h, s, must not contain credentials",
    "nats://h:x, s, nats://host:port",
    "nats://h:-1, s, nats://host:port",
    "nats://my_host:1, s, no host with an underscore",
    "nats://h:0, s, a port is from 1 to 65535",
    "'nats://h:1,tls://h:65536', s, a port is from 1 to 65535",
    "http://h, s, nats://host:port",
    "nats://h, a.>, separated by dots",
    "nats://h, '', events.nats.subject is missing",
    "'', s, events.nats.url is missing"
  })
  void whatIsNoSubjectIsRefused(String url, String subject, String hint) {
    refused("events.nats.url", url, "events.nats.subject", subject, hint);
  }

  private static void refused(
      String option, String value, String other, String otherValue, String hint) {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .type("memory")
            .environment(Map.of())
            .option(option, value)
            .option(other, otherValue)
            .build();
    assertThatThrownBy(() -> FileStores.open(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(hint)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "io.nats.client.url=nats://x, io.nats.client.url cannot be set",
    "reconnect.buffer.size=9, reconnect.buffer.size cannot be set",
    "io.nats.client.reconnect.wait=secret, the client of NATS refuses its settings",
    "io.nats.client.credential.path=/secret, org.bouncycastle:bcprov-lts8on"
  })
  void aSettingThatCannotWorkIsRefusedWhenTheStoreIsOpened(String line, String hint) {
    FileStoreConfig config =
        FileStoreConfig.builder()
            .type("memory")
            .environment(Map.of())
            .option("events.nats.url", "nats://localhost:1")
            .option("events.nats.subject", "s")
            .option("events.nats.config", line)
            .build();
    assertThatThrownBy(() -> FileStores.open(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(hint)
        .hasMessageNotContaining("secret");
  }
}
