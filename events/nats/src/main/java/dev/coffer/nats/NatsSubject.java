package dev.coffer.nats;

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
 * Subjects of NATS JetStream that hear of every change of a store. Immutable.
 *
 * <pre>{@code
 * NatsSubject files = NatsSubject.builder("nats://localhost:4222", "coffer.files").build();
 * FileStore store = new DeliveringFileStore(local, outbox, List.of(files.receiver()));
 * }</pre>
 *
 * <p>Each changed path is a message whose subject ends with the path, so that a stream with one
 * message a subject has the latest state of each. Headers and data are a CloudEvent in the binary
 * mode. A stream must store the subjects: what no stream stores is tried again. A message may be
 * repeated with the same {@code ce-id} once the stream's window of duplicates has passed.
 */
public final class NatsSubject {
  private final String url;
  private final String subject;
  private final Map<String, String> config;
  private final BusTerms terms;

  private NatsSubject(Builder settings, BusTerms terms) {
    this.url = settings.url;
    this.subject = settings.subject;
    this.config = Map.copyOf(settings.config);
    this.terms = terms;
  }

  /**
   * Returns a builder with default settings.
   *
   * @param url {@code nats://host:port} or {@code tls://host:port}, or several, separated by commas
   * @param subject the beginning of the subjects: names of letters, digits, dashes and underscores,
   *     separated by dots
   * @return a builder
   * @throws IllegalArgumentException if one of them is not as described
   */
  public static Builder builder(String url, String subject) {
    return new Builder(url, subject);
  }

  /**
   * Returns the subjects as a receiver of the events of a store.
   *
   * @return the receiver. Opening it throws a {@link ConfigurationException} if the client of NATS
   *     refuses a setting; a server that cannot be reached is tried again
   */
  public Receiver receiver() {
    return terms.receiver("Nats", this::sink);
  }

  EventSink sink(FileStore store) {
    NatsLink link = new NatsLink(this);
    return terms.sink(store, new NatsPublisher(link, new NatsMessages(subject), terms.timeout()));
  }

  String url() {
    return url;
  }

  Map<String, String> config() {
    return config;
  }

  Duration timeout() {
    return terms.timeout();
  }

  /** Returns the name of the receiver, without any setting. */
  @Override
  public String toString() {
    return terms.name();
  }

  /** A builder of {@link NatsSubject}s. Not safe for use by several threads. */
  public static final class Builder extends BusBuilder<Builder> {
    private static final int LONGEST = 255;
    private static final Pattern SUBJECT = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");
    private static final Pattern SERVER =
        Pattern.compile(
            "(?:(?:nats|tls|wss?)://)?(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(?::(\\d{1,9}))?/?");

    private final String url;
    private final String subject;
    private final Map<String, String> config = new TreeMap<>();

    private Builder(String url, String subject) {
      super("nats:" + subject);
      this.url = checkedUrl(url);
      this.subject = checkedSubject(subject);
    }

    @Override
    protected Builder self() {
      return this;
    }

    private static String checkedUrl(String url) {
      if (url.contains("@")) {
        throw new IllegalArgumentException(
            "the URL of NATS must not contain credentials: give them as io.nats.client.username and"
                + " io.nats.client.password in the settings of the client");
      }
      for (String server : url.split(",", -1)) {
        Matcher address = SERVER.matcher(server.strip());
        if (!address.matches() || !PortNumber.isValid(address.group(1))) {
          throw new IllegalArgumentException(
              "the URL of NATS must be nats://host:port, or several, separated by commas; a port is"
                  + " from 1 to 65535, and its client takes no host with an underscore");
        }
      }
      return url.replaceAll("\\s", "");
    }

    private static String checkedSubject(String subject) {
      if (subject.length() > LONGEST || !SUBJECT.matcher(subject).matches()) {
        throw new IllegalArgumentException(
            "the subject of NATS must be names of letters, digits, dashes and underscores,"
                + " separated by dots");
      }
      return subject;
    }

    /**
     * Sets a setting of the client of NATS.
     *
     * @param key such as {@code io.nats.client.password}
     * @param value never shown
     * @return this builder
     * @throws IllegalArgumentException if the setting is one that Coffer makes itself
     */
    public Builder config(String key, String value) {
      NatsClient.requireOpen(key);
      config.put(key, value);
      return this;
    }

    /**
     * Builds the receiver's description.
     *
     * @return the subjects
     */
    public NatsSubject build() {
      return new NatsSubject(this, terms());
    }
  }
}
