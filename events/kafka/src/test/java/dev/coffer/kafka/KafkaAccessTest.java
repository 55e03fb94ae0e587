package dev.coffer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.JaasUtils;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cluster that asks for user and password, and says who may write. */
@Tag("thorough")
@Timeout(120)
class KafkaAccessTest {
  private static final String PASSWORD = JaasUtils.KAFKA_PLAIN_USER1_PASSWORD;
  private static final KafkaClusterTestKit CLUSTER = build();

  private final InMemoryEventLog log = new InMemoryEventLog();

  private static KafkaClusterTestKit build() {
    try {
      return new KafkaClusterTestKit.Builder(
              new TestKitNodes.Builder()
                  .setCombined(true)
                  .setNumBrokerNodes(1)
                  .setNumControllerNodes(1)
                  .setBrokerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
                  .setControllerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
                  .build())
          .setConfigProp("auto.create.topics.enable", "false")
          .build();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    CLUSTER.format();
    CLUSTER.startup();
    CLUSTER.waitForReadyBrokers();
    try (Admin admin = CLUSTER.admin()) {
      admin
          .createTopics(
              Stream.of("open", "closed").map(name -> new NewTopic(name, 1, (short) 1)).toList())
          .all()
          .get();
      admin.createAcls(List.of(mayWrite("open"))).all().get();
      Map<String, TopicDescription> unused =
          admin.describeTopics(List.of("open", "closed")).allTopicNames().get();
    }
  }

  private static AclBinding mayWrite(String topic) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + JaasUtils.KAFKA_PLAIN_USER1,
            "*",
            AclOperation.WRITE,
            AclPermissionType.ALLOW));
  }

  @AfterAll
  static void end() throws Exception {
    CLUSTER.close();
  }

  private DeliveringFileStore open(String topic, String password, Duration close) {
    DeliveryPolicy policy = new DeliveryPolicy(Brokers.QUICK.retries(), 8, Optional.empty(), close);
    KafkaTopic built =
        KafkaTopic.builder(CLUSTER.bootstrapServers(), topic)
            .config("security.protocol", "SASL_PLAINTEXT")
            .config("sasl.mechanism", "PLAIN")
            .config("sasl.jaas.config", login(password))
            .policy(policy)
            .build();
    return new DeliveringFileStore(new InMemoryFileStore(), log, List.of(built.receiver()));
  }

  private static String login(String password) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
        + JaasUtils.KAFKA_PLAIN_USER1
        + "\" password=\""
        + password
        + "\";";
  }

  @Test
  void whoMayWriteIsHeard() {
    try (DeliveringFileStore store = open("open", PASSWORD, Duration.ofMinutes(1))) {
      store.write("a", "1");
    }
    assertThat(log.receivers().get(0).pending()).isZero();
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void whoMayNotWriteHasDeadLettersWithTheReason() {
    try (DeliveringFileStore store = open("closed", PASSWORD, Duration.ofMinutes(1))) {
      store.write("a", "1");
    }
    assertThat(log.deadLetters())
        .singleElement()
        .extracting(DeadLetter::reason)
        .asString()
        .contains("TopicAuthorizationException", "closed");
  }

  @Test
  void aWrongPasswordIsTriedAgainAndNotShown() {
    try (DeliveringFileStore store = open("open", "geheim", Duration.ZERO)) {
      store.write("a", "1");
      while (log.receivers().get(0).lastAnswer().isEmpty()) {
        LockSupport.parkNanos(100_000);
      }
    }
    assertThat(log.receivers().get(0).pending()).isOne();
    assertThat(log.receivers().get(0).lastAnswer().orElseThrow())
        .contains("Authentication")
        .doesNotContain("geheim");
    assertThat(log.deadLetters()).isEmpty();
  }
}
