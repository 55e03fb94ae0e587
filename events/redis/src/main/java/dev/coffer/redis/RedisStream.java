package dev.coffer.redis;

import dev.coffer.FileStore;
import dev.coffer.config.Secret;
import dev.coffer.delivery.BusBuilder;
import dev.coffer.delivery.BusTerms;
import dev.coffer.delivery.Receiver;
import dev.coffer.event.EventSink;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;

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
  private final RedisAddress address;
  private final RedisEntries entries;
  private final BusTerms terms;

  private RedisStream(RedisAddress address, RedisEntries entries, BusTerms terms) {
    this.address = address;
    this.entries = entries;
    this.terms = terms;
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
    return terms.receiver("Redis", this::sink);
  }

  EventSink sink(FileStore store) {
    RedisSinkConnections connections = new RedisSinkConnections(address, terms.timeout());
    return terms.sink(store, new RedisPublisher(connections, entries));
  }

  /** Returns the name of the receiver, without any setting. */
  @Override
  public String toString() {
    return terms.name();
  }

  /** A builder of {@link RedisStream}s. Not safe for use by several threads. */
  public static final class Builder extends BusBuilder<Builder> {
    private final String url;
    private final String stream;
    private Optional<Secret> password = Optional.empty();
    private Optional<SSLContext> trust = Optional.empty();
    private OptionalLong maxLength = OptionalLong.empty();

    private Builder(String url, String stream) {
      super("redis:" + stream);
      if (address(url).password().isPresent()) {
        throw new IllegalArgumentException(
            "the URL of Redis must not contain a password: give it by events.redis.password");
      }
      if (stream.isEmpty()) {
        throw new IllegalArgumentException("the key of a stream must not be empty");
      }
      this.url = url;
      this.stream = stream;
    }

    @Override
    protected Builder self() {
      return this;
    }

    private static RedisAddress address(String url) {
      try {
        return RedisAddress.parse(url, Optional.empty());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("the URL of Redis must be " + e.getMessage(), e);
      }
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
     * Sets whom to trust if the URL is one for TLS.
     *
     * @param value made of certificates, or of keys to present; defaults to that of the platform
     * @return this builder
     */
    public Builder tls(SSLContext value) {
      trust = Optional.of(value);
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
     * Builds the stream.
     *
     * @return the stream
     */
    public RedisStream build() {
      RedisAddress address = RedisAddress.parse(url, password);
      return new RedisStream(
          trust.map(address::trusting).orElse(address),
          new RedisEntries(stream, maxLength),
          terms());
    }
  }
}
