package dev.coffer.kafka;

import dev.coffer.testkit.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.storage.internals.log.LogConfig;

/**
 * A broker of Kafka in this process. All tests of a JVM share one, since its start takes long.
 *
 * <p>A second broker, which ends at once, is a replica of each topic: as long as a topic wants two
 * replicas, it stores nothing.
 *
 * <p>It listens on a port for TLS too, with a certificate of {@code localhost} by a private
 * authority.
 */
final class KafkaBroker {
  private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
  private static final ListenerName TLS = ListenerName.normalised("TLS");

  private final Path folder = Files.createTempDirectory("kafka-authority");
  private final CertificateAuthority authority = CertificateAuthority.in(folder);
  private final KafkaClusterTestKit cluster;
  private final Admin admin;

  private KafkaBroker() throws Exception {
    KafkaClusterTestKit.Builder builder =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(2)
                    .setNumControllerNodes(1)
                    .setPerServerProperties(Map.of(0, tls()))
                    .build())
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("auto.create.topics.enable", "false");
    cluster = builder.build();
    cluster.format();
    cluster.startup();
    cluster.waitForReadyBrokers();
    broker(1).shutdown();
    admin = Admin.create(Map.of("bootstrap.servers", servers()));
  }

  private Map<String, String> tls() throws Exception {
    CertificateAuthority.Keys keys = authority.certify("server", "san=dns:localhost");
    String prefix = TLS.configPrefix() + "ssl.keystore.";
    return Map.of(
        "listeners",
        "EXTERNAL://localhost:0,CONTROLLER://localhost:0,TLS://localhost:0",
        "listener.security.protocol.map",
        "EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,TLS:SSL",
        prefix + "location",
        keys.store().toString(),
        prefix + "type",
        "PKCS12",
        prefix + "password",
        CertificateAuthority.PASSWORD,
        TLS.configPrefix() + "ssl.key.password",
        CertificateAuthority.PASSWORD);
  }

  /** Returns the broker that the tests of this JVM share. */
  static KafkaBroker shared() {
    return Shared.BROKER;
  }

  private static final class Shared {
    static final KafkaBroker BROKER = start();

    private static KafkaBroker start() {
      try {
        KafkaBroker broker = new KafkaBroker();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::end, "kafka-end"));
        return broker;
      } catch (Exception e) {
        throw new AssertionError("the broker does not start", e);
      }
    }
  }

  private BrokerServer broker(int number) {
    return Objects.requireNonNull(cluster.brokers().get(number));
  }

  String servers() {
    return "localhost:" + broker(0).boundPort(cluster.nodes().brokerListenerName());
  }

  /** Returns the port for TLS. */
  int tlsPort() {
    return broker(0).boundPort(TLS);
  }

  CertificateAuthority authority() {
    return authority;
  }

  void create(String topic, int partitions) throws Exception {
    Map<Integer, List<Integer>> replicas = new HashMap<>();
    IntStream.range(0, partitions).forEach(each -> replicas.put(each, List.of(0, 1)));
    admin.createTopics(List.of(new NewTopic(topic, replicas))).all().get();
  }

  void delete(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
  }

  boolean exists(String topic) throws Exception {
    return admin.listTopics().names().get().contains(topic);
  }

  void grow(String topic, int partitions) throws Exception {
    Map<String, TopicDescription> topics =
        admin.describeTopics(List.of(topic)).allTopicNames().get();
    int before = Objects.requireNonNull(topics.get(topic)).partitions().size();
    List<List<Integer>> more = Collections.nCopies(partitions - before, List.of(0, 1));
    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions, more))).all().get();
  }

  /** Sets settings of a topic; those that are empty have their defaults again. */
  void configure(String topic, Map<String, String> settings) throws Exception {
    Collection<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(
                each ->
                    new AlterConfigOp(
                        new ConfigEntry(each.getKey(), each.getValue()),
                        each.getValue().isEmpty()
                            ? AlterConfigOp.OpType.DELETE
                            : AlterConfigOp.OpType.SET))
            .toList();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    while (!settings.entrySet().stream().allMatch(each -> isSet(topic, each))) {
      LockSupport.parkNanos(MILLISECOND);
    }
  }

  /** The answer comes from the controller; the broker has the topic and its settings later. */
  private boolean isSet(String topic, Map.Entry<String, String> setting) {
    var log = broker(0).logManager().getLog(new TopicPartition(topic, 0), false);
    return log.isDefined() && isSet(log.get().config(), setting);
  }

  private static boolean isSet(LogConfig config, Map.Entry<String, String> setting) {
    return setting.getValue().isEmpty()
        ? !config.overriddenConfigs.contains(setting.getKey())
        : setting.getValue().equals(String.valueOf(config.originals().get(setting.getKey())));
  }

  Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class));
  }

  /** Ends the broker; what it has stored stays. */
  void stop() {
    broker(0).shutdown();
  }

  void restart() {
    broker(0).startup();
  }

  /**
   * Deletes what it has stored. The broker halts the JVM when one of its own threads fails; while
   * it ends, that must not decide the status with which the JVM of the tests exits.
   */
  private void end() {
    Exit.setHaltProcedure((status, message) -> {});
    Exit.setExitProcedure((status, message) -> {});
    try {
      admin.close(Duration.ZERO);
      cluster.close();
      Utils.delete(folder.toFile());
    } catch (Exception e) {
      throw new AssertionError("the broker does not end", e);
    }
  }
}
