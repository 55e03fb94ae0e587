package dev.coffer.kafka;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.delivery.CloudEventSink;
import dev.coffer.delivery.CloudEvents;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.Receiver;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A topic of Kafka that hears of every change of a store. Immutable.
 *
 * <pre>{@code
 * KafkaTopic topic = KafkaTopic.builder("localhost:9092", "files").config("linger.ms", "5").build();
 * FileStore store = new DeliveringFileStore(files, outbox, List.of(topic.receiver()));
 * }</pre>
 *
 * <p>Each changed path is a record whose key is the path in UTF-8, so that the records of a path
 * are in one partition and in order. Headers and value are a CloudEvent in the binary mode. Records
 * are acknowledged by all replicas in sync, and may be repeated with the same {@code ce_id}.
 */
public final class KafkaTopic {
  private final Builder settings;

  private KafkaTopic(Builder settings) {
    this.settings = settings;
  }

  /**
   * Returns a builder with default settings.
   *
   * @param servers {@code host:port}, or several, separated by commas
   * @param topic the name of the topic
   * @return a builder
   * @throws IllegalArgumentException if it is no such list, or Kafka does not allow the name
   */
  public static Builder builder(String servers, String topic) {
    return new Builder(servers, topic);
  }

  /**
   * Returns the topic as a receiver of the events of a store.
   *
   * @return the receiver. Opening it throws a {@link ConfigurationException} if Kafka's client
   *     refuses a setting; a cluster that cannot be reached is tried again
   */
  public Receiver receiver() {
    return new Receiver(
        "Kafka",
        settings.name,
        settings.policy,
        settings.waits ? Optional.of(settings.timeout) : Optional.empty(),
        this::sink);
  }

  EventSink sink(FileStore store) {
    KafkaConnection connection = new KafkaConnection(ProducerSettings.of(this));
    connection.check();
    return new CloudEventSink(
        new CloudEvents(store, settings.content),
        new KafkaPublisher(connection, new KafkaRecords(settings.topic, settings.tombstones)));
  }

  String servers() {
    return settings.servers;
  }

  Map<String, String> config() {
    return settings.config;
  }

  Duration timeout() {
    return settings.timeout;
  }

  boolean isBatched() {
    return settings.policy.batch().isPresent();
  }

  /** Returns the name of the receiver, without any setting. */
  @Override
  public String toString() {
    return settings.name;
  }

  /** A builder of {@link KafkaTopic}s. Not safe for use by several threads. */
  public static final class Builder {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern SERVERS =
        Pattern.compile("\\s*(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):\\d{1,5}\\s*");

    private final String servers;
    private final String topic;
    private final Map<String, String> config = new TreeMap<>();
    private String name;
    private DeliveryPolicy policy = DeliveryPolicy.USUAL;
    private OptionalLong content = OptionalLong.empty();
    private Duration timeout = Duration.ofSeconds(15);
    private boolean tombstones;
    private boolean waits;

    private Builder(String servers, String topic) {
      this.servers = checkedServers(servers);
      this.topic = checkedName(topic);
      this.name = "kafka:" + topic;
    }

    private Builder(Builder other) {
      this.servers = other.servers;
      this.topic = other.topic;
      this.config.putAll(other.config);
      this.name = other.name;
      this.policy = other.policy;
      this.content = other.content;
      this.timeout = other.timeout;
      this.tombstones = other.tombstones;
      this.waits = other.waits;
    }

    private static String checkedServers(String servers) {
      for (String server : servers.split(",", -1)) {
        if (!SERVERS.matcher(server).matches()) {
          throw new IllegalArgumentException(
              "the servers of Kafka must be host:port, or several, separated by commas");
        }
      }
      return servers.replaceAll("\\s", "");
    }

    private static String checkedName(String topic) {
      if (!NAME.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
        throw new IllegalArgumentException(
            "the name of a topic of Kafka has up to 249 letters, digits, dots, dashes and"
                + " underscores");
      }
      return topic;
    }

    /**
     * Sets the name of the receiver in the outbox, for two clusters with a topic of one name.
     *
     * @param value defaults to {@code kafka:TOPIC}; must stay the same across restarts, and not
     *     contain a secret
     * @return this builder
     */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /**
     * Sets a setting of Kafka's producer.
     *
     * @param key such as {@code sasl.jaas.config}
     * @param value never shown
     * @return this builder
     * @throws IllegalArgumentException if the setting is one that Coffer makes, or breaks what it
     *     promises
     */
    public Builder config(String key, String value) {
      ProducerSettings.requireOpen(key, value);
      config.put(key, value);
      return this;
    }

    /**
     * Includes the contents of small files.
     *
     * @param largest the size of the largest file whose content is included; defaults to none
     * @return this builder
     */
    public Builder content(long largest) {
      content = OptionalLong.of(largest);
      return this;
    }

    /**
     * Sets whether the record of a file that does not exist has no value.
     *
     * @param value defaults to false
     * @return this builder
     */
    public Builder tombstones(boolean value) {
      tombstones = value;
      return this;
    }

    /**
     * Sets how long one attempt may take.
     *
     * @param value defaults to 15 seconds
     * @return this builder
     */
    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /**
     * Sets how changes are delivered.
     *
     * @param value defaults to {@link DeliveryPolicy#USUAL}
     * @return this builder
     */
    public Builder policy(DeliveryPolicy value) {
      policy = value;
      return this;
    }

    /**
     * Sets whether a change returns only once the cluster has it, or after the timeout.
     *
     * @param value defaults to false
     * @return this builder
     */
    public Builder waits(boolean value) {
      waits = value;
      return this;
    }

    /**
     * Builds the topic.
     *
     * @return the topic
     */
    public KafkaTopic build() {
      return new KafkaTopic(new Builder(this));
    }
  }
}
