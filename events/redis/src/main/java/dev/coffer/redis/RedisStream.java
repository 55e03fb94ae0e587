package dev.coffer.redis;

import dev.coffer.FileStore;
import dev.coffer.config.Secret;
import dev.coffer.delivery.CloudEventSink;
import dev.coffer.delivery.CloudEvents;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.Receiver;
import dev.coffer.event.EventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stream of Redis, or Valkey, that hears of every change of a store. Immutable.
 *
 * <pre>{@code
 * RedisStream files = RedisStream.builder("redis://localhost:6379", "files").build();
 * FileStore store = new DeliveringFileStore(local, outbox, List.of(files.receiver()));
 * }</pre>
 *
 * <p>Each changed path is an entry whose fields are the attributes and the data of a CloudEvent. An
 * entry may be repeated with the same {@code id}. It is as durable as the server is: what Redis
 * acknowledges and loses afterwards is not sent again.
 */
public final class RedisStream {
  private final Builder settings;

  private RedisStream(Builder settings) {
    this.settings = settings;
  }

  /**
   * Returns a builder with default settings.
   *
   * @param url {@code redis://[user@]host[:port][/database]}, or {@code rediss:} for TLS
   * @param stream the key of the stream
   * @return a builder
   * @throws IllegalArgumentException if it is no such URL, if it has a password, or if the key is
   *     empty
   */
  public static Builder builder(String url, String stream) {
    return new Builder(url, stream);
  }

  /**
   * Returns the stream as a receiver of the events of a store.
   *
   * @return the receiver; a server that cannot be reached is tried again
   */
  public Receiver receiver() {
    return new Receiver(
        "Redis",
        settings.name,
        settings.policy,
        settings.waits ? Optional.of(settings.timeout) : Optional.empty(),
        this::sink);
  }

  EventSink sink(FileStore store) {
    RedisAddress address = RedisAddress.parse(settings.url, settings.password);
    RedisSinkConnections connections = new RedisSinkConnections(address, settings.timeout);
    return new CloudEventSink(
        new CloudEvents(store, settings.content),
        new RedisPublisher(connections, new RedisEntries(settings.stream, settings.maxLength)));
  }

  /** Returns the name of the receiver, without any setting. */
  @Override
  public String toString() {
    return settings.name;
  }

  /** A builder of {@link RedisStream}s. Not safe for use by several threads. */
  public static final class Builder {
    private final String url;
    private final String stream;
    private String name;
    private Optional<Secret> password = Optional.empty();
    private OptionalLong maxLength = OptionalLong.empty();
    private DeliveryPolicy policy = DeliveryPolicy.USUAL;
    private OptionalLong content = OptionalLong.empty();
    private Duration timeout = Duration.ofSeconds(15);
    private boolean waits;

    private Builder(String url, String stream) {
      if (address(url).password().isPresent()) {
        throw new IllegalArgumentException(
            "the URL of Redis must not contain a password: give it by events.redis.password");
      }
      if (stream.isEmpty()) {
        throw new IllegalArgumentException("the key of a stream must not be empty");
      }
      this.url = url;
      this.stream = stream;
      this.name = "redis:" + stream;
    }

    private static RedisAddress address(String url) {
      try {
        return RedisAddress.parse(url, Optional.empty());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("the URL of Redis must be " + e.getMessage(), e);
      }
    }

    private Builder(Builder other) {
      this.url = other.url;
      this.stream = other.stream;
      this.name = other.name;
      this.password = other.password;
      this.maxLength = other.maxLength;
      this.policy = other.policy;
      this.content = other.content;
      this.timeout = other.timeout;
      this.waits = other.waits;
    }

    /**
     * Sets the name of the receiver in the outbox, for two servers with a stream of one name.
     *
     * @param value defaults to {@code redis:STREAM}; must stay the same across restarts, and not
     *     contain a secret
     * @return this builder
     */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /**
     * Sets the password.
     *
     * @param value of the user in the URL, or of the default user; never shown
     * @return this builder
     */
    public Builder password(String value) {
      password = Optional.of(new Secret(value));
      return this;
    }

    /**
     * Bounds the stream.
     *
     * @param entries the approximate number of entries that it keeps; defaults to all
     * @return this builder
     */
    public Builder maxLength(long entries) {
      maxLength = OptionalLong.of(entries);
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
     * Sets whether a change returns only once the stream has it, or after the timeout.
     *
     * @param value defaults to false
     * @return this builder
     */
    public Builder waits(boolean value) {
      waits = value;
      return this;
    }

    /**
     * Builds the stream.
     *
     * @return the stream
     */
    public RedisStream build() {
      return new RedisStream(new Builder(this));
    }
  }
}
