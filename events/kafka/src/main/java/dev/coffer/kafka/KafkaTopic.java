package dev.coffer.kafka;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.delivery.BusBuilder;
import dev.coffer.delivery.BusTerms;
import dev.coffer.delivery.PortNumber;
import dev.coffer.delivery.Receiver;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
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
  private final String servers;
  private final String topic;
  private final Map<String, String> config;
  private final boolean tombstones;
  private final BusTerms terms;

  private KafkaTopic(Builder settings, BusTerms terms) {
    this.servers = settings.servers;
    this.topic = settings.topic;
    this.config = Map.copyOf(settings.config);
    this.tombstones = settings.tombstones;
    this.terms = terms;
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
    return terms.receiver("Kafka", this::sink);
  }

  EventSink sink(FileStore store) {
    KafkaConnection connection =
        new KafkaConnection(ProducerSettings.of(this), new SecretSettings(config));
    connection.check();
    return terms.sink(store, new KafkaPublisher(connection, new KafkaRecords(topic, tombstones)));
  }

  String servers() {
    return servers;
  }

  Map<String, String> config() {
    return config;
  }

  Duration timeout() {
    return terms.timeout();
  }

  boolean isBatched() {
    return terms.policy().batch().isPresent();
  }

  /** Returns the name of the receiver, without any setting. */
  @Override
  public String toString() {
    return terms.name();
  }

  /** A builder of {@link KafkaTopic}s. Not safe for use by several threads. */
  public static final class Builder extends BusBuilder<Builder> {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern SERVER =
        Pattern.compile("\\s*(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,9})\\s*");

    private final String servers;
    private final String topic;
    private final Map<String, String> config = new TreeMap<>();
    private boolean tombstones;

    private Builder(String servers, String topic) {
      super("kafka:" + topic);
      this.servers = checkedServers(servers);
      this.topic = checkedName(topic);
    }

    @Override
    protected Builder self() {
      return this;
    }

    private static String checkedServers(String servers) {
      for (String server : servers.split(",", -1)) {
        Matcher address = SERVER.matcher(server);
        if (!address.matches() || !PortNumber.isValid(address.group(1))) {
          throw new IllegalArgumentException(
              "the servers of Kafka must be host:port, or several, separated by commas; a port is"
                  + " from 1 to 65535");
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
     * Sets a setting of Kafka's producer.
     *
     * @param key such as {@code sasl.jaas.config}
     * @param value never shown in an error; Kafka's client logs those that it knows as no secret
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
     * Builds the topic.
     *
     * @return the topic
     */
    public KafkaTopic build() {
      return new KafkaTopic(this, terms());
    }
  }
}
