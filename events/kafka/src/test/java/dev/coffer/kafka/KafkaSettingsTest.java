package dev.coffer.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.ReceiverState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics of a configuration, and settings that are refused without showing a secret. */
@Timeout(120)
class KafkaSettingsTest {
  @TempDir Path directory;

  private static FileStoreConfig.Builder config() {
    return FileStoreConfig.builder().type("memory").environment(Map.of());
  }

  @Test
  void aUriNamesTheTopics() throws Exception {
    KafkaBroker broker = KafkaBroker.shared();
    String first = "first-" + UUID.randomUUID();
    String second = "second-" + UUID.randomUUID();
    broker.create(first, 1);
    broker.create(second, 1);
    String uri =
        "file:%s?events.kafka.servers=%s&events.kafka.topic=%s%%20%s"
            .formatted(directory, broker.servers(), first, second);
    try (FileStore store = FileStores.open(uri)) {
      assertThat(store).hasToString("Observed(Kafka(Local(file:" + directory + ")))");
      store.write("a", "1");
      assertThat(store.unwrap(FileEventLog.class).orElseThrow().receivers())
          .extracting(ReceiverState::receiver)
          .containsExactlyInAnyOrder("kafka:" + first, "kafka:" + second);
    }
    for (String topic : new String[] {first, second}) {
      try (TopicReader reader = new TopicReader(broker, topic)) {
        assertThat(reader.next()).extracting(TopicReader::change).containsExactly("+a");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, t, host:port",
    "localhost:0, t, a port is from 1 to 65535",
    "localhost:65536, t, a port is from 1 to 65535",
    "'localhost:1,other:99999999', t, a port is from 1 to 65535",
    "localhost:-1, t, host:port",
    "localhost:http, t, host:port",
    "localhost:1, a/b, the name of a topic",
    "localhost:1, '', events.kafka.topic is missing",
    "'', t, events.kafka.servers is missing",
    "user:secret@localhost:1, t, host:port"
  })
  void whatIsNoTopicIsRefused(String servers, String topic, String hint) {
    FileStoreConfig config =
        config()
            .option("events.kafka.servers", servers)
            .option("events.kafka.topic", topic)
            .build();
    assertThatThrownBy(() -> FileStores.open(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(hint)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "acks=1, acks must be all",
    "enable.idempotence=false, enable.idempotence must be true",
    "max.block.ms=1, max.block.ms cannot be set",
    "key.serializer=x, key.serializer cannot be set",
    "linger.ms=secret, Invalid value for configuration linger.ms",
    "sasl.mechanism=PLAIN\\nsecurity.protocol=SASL_PLAINTEXT\\nsasl.jaas.config=secret, JAAS",
    "security.protocol=SSL\\nssl.truststore.location=/secret, <ssl.truststore.location>",
  })
  void aSettingThatCannotWorkIsRefusedWhenTheStoreIsOpened(String lines, String hint) {
    FileStoreConfig config =
        config()
            .option("events.kafka.servers", "localhost:1")
            .option("events.kafka.topic", "t")
            .option("events.kafka.config", lines.replace("\\n", "\n"))
            .build();
    assertThatThrownBy(() -> FileStores.open(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(hint)
        .extracting(Throwables::getStackTrace)
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void settingsOfTheClientComeFromItsFile() throws Exception {
    Path file = directory.resolve("client.properties");
    Files.writeString(file, "acks=0\n");
    FileStoreConfig config =
        config()
            .option("events.kafka.servers", "localhost:1")
            .option("events.kafka.topic", "t")
            .option("events.kafka.config", "file:" + file)
            .build();
    assertThatThrownBy(() -> FileStores.open(config)).hasMessageContaining("acks must be all");
    assertThatThrownBy(
            () ->
                FileStores.open(
                    "memory:?events.kafka.servers=h:1&events.kafka.topic=t"
                        + "&events.kafka.config=sasl.jaas.config%3Dsecret"))
        .hasMessageContaining("the URI holds the secret 'events.kafka.config'")
        .hasMessageNotContaining("sasl");
  }

  @Test
  void noMessageShowsAValueOfTheSettings() {
    SecretSettings secrets =
        new SecretSettings(
            Map.of(
                "ssl.key.password", "p-1",
                "sasl.jaas.config", "Login required username=\"ada\" password=\"p-2\";",
                "client.id", "p-1 and more",
                "linger.ms", "5"));
    assertThat(secrets.hidden("5 p-1 and p-2 of ada"))
        .isEqualTo("5 <ssl.key.password> and <sasl.jaas.config> of <sasl.jaas.config>");
    assertThat(secrets.hidden("p-1 and more")).isEqualTo("<client.id>");
    assertThat(secrets.hidden("Invalid value 5\n for configuration linger.ms: too short"))
        .isEqualTo("Invalid value for configuration linger.ms: too short");
  }
}
