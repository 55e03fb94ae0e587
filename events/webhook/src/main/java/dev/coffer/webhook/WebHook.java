package dev.coffer.webhook;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.delivery.BatchPolicy;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.event.ReceiverName;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One receiver: where it is and how it is served; immutable.
 *
 * <pre>{@code
 * WebHook receiver =
 *     WebHook.builder("https://example.org/files").header("X-Key", key).secret(secret).build();
 * }</pre>
 */
public final class WebHook {
  private final Builder settings;

  private WebHook(Builder settings) {
    this.settings = settings;
  }

  /**
   * Begins with the usual settings.
   *
   * @param url an http or https URL; a query is kept, a user and password are refused, and what a
   *     URL may not have as it is, such as a space, is percent-encoded. The host of an http URL may
   *     have underscores
   * @return a builder
   * @throws ConfigurationException if it is no such URL
   */
  public static Builder builder(String url) {
    return new Builder(WebHookUrls.parse(url));
  }

  static ConfigurationException wrong(String hint, @Nullable Exception cause) {
    return new ConfigurationException(new ErrorContext("open", "", "a web hook"), hint, cause);
  }

  URI url() {
    return settings.url;
  }

  Map<String, String> headers() {
    return settings.headers;
  }

  List<Signature> signatures() {
    return settings.signatures;
  }

  Format format() {
    return settings.format;
  }

  Duration timeout() {
    return settings.timeout;
  }

  boolean waits() {
    return settings.waits;
  }

  boolean privateAddresses() {
    return settings.privateAddresses;
  }

  Optional<SSLContext> tls() {
    return Optional.ofNullable(settings.tls);
  }

  DeliveryPolicy policy(boolean batched) {
    return new DeliveryPolicy(
        settings.retries,
        settings.inFlight,
        batched ? Optional.of(settings.batch) : Optional.empty(),
        settings.closeTimeout);
  }

  /**
   * A name that stays the same over restarts. Path and query of the URL may be keys: their hash
   * stands for them.
   */
  String name(boolean batched) {
    String query = url().getRawQuery() == null ? "" : "?" + url().getRawQuery();
    return ReceiverName.of(place(batched), url().getRawPath() + query);
  }

  /** The name that an outbox of an earlier version has, with the path as it is. */
  String formerName(boolean batched) {
    String query =
        url().getRawQuery() == null
            ? ""
            : "?" + Integer.toHexString(url().getRawQuery().hashCode());
    return place(batched) + url().getRawPath() + query;
  }

  private String place(boolean batched) {
    return (format() == Format.OPENHANDS ? "" : "cloudevents+")
        + url().getScheme()
        + (batched ? "+batch" : "")
        + "://"
        + url().getRawAuthority();
  }

  /** The receiver without anything that may be a key. */
  @Override
  public String toString() {
    return name(false);
  }

  /** Collects the settings of a {@link WebHook}. Not for use by several threads. */
  public static final class Builder {
    private final URI url;
    private Map<String, String> headers = Map.of();
    private List<Signature> signatures = List.of();
    private Format format = Format.OPENHANDS;
    private RetrySchedule retries = RetrySchedule.USUAL;
    private BatchPolicy batch = BatchPolicy.USUAL;
    private int inFlight = DeliveryPolicy.USUAL.inFlight();
    private Duration timeout = Duration.ofSeconds(15);
    private Duration closeTimeout = DeliveryPolicy.USUAL.closeTimeout();
    private boolean waits;
    private boolean privateAddresses = true;
    private @Nullable SSLContext tls;

    private Builder(URI url) {
      this.url = url;
    }

    private Builder(Builder other) {
      this.url = other.url;
      this.headers = other.headers;
      this.signatures = other.signatures;
      this.format = other.format;
      this.retries = other.retries;
      this.batch = other.batch;
      this.inFlight = other.inFlight;
      this.timeout = other.timeout;
      this.closeTimeout = other.closeTimeout;
      this.waits = other.waits;
      this.privateAddresses = other.privateAddresses;
      this.tls = other.tls;
    }

    /**
     * A header of each request.
     *
     * @param name its name
     * @param value its value; never shown
     * @return this builder
     * @throws ConfigurationException when HTTP does not allow it, or Coffer sets it itself
     */
    public Builder header(String name, String value) {
      try {
        HttpRequest.Builder unused = HttpRequest.newBuilder().header(name, value);
      } catch (IllegalArgumentException e) {
        // The message may show the value.
        throw wrong("the header '" + name.replaceAll("[^\\w-]", "?") + "' cannot be sent", null);
      }
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.keySet().removeIf(name::equalsIgnoreCase);
      more.put(name, value);
      headers = more;
      return this;
    }

    /**
     * Headers of each request.
     *
     * @param all names and values
     * @return this builder
     * @throws ConfigurationException when HTTP does not allow one of them
     */
    public Builder headers(Map<String, String> all) {
      all.forEach(this::header);
      return this;
    }

    /**
     * Signs each request as Standard Webhooks do.
     *
     * @param secrets base64, with or without {@code whsec_} before it; several for a rotation,
     *     separated by spaces
     * @return this builder
     * @throws ConfigurationException when one is no base64
     */
    public Builder secret(String secrets) {
      List<Signature> all = new ArrayList<>();
      for (String secret : secrets.strip().split("\\s+", -1)) {
        all.add(Signature.of(secret));
      }
      signatures = List.copyOf(all);
      return this;
    }

    /**
     * What is sent.
     *
     * @param value {@link Format#OPENHANDS} unless set
     * @return this builder
     */
    public Builder format(Format value) {
      format = value;
      return this;
    }

    /**
     * How often and when a delivery that failed is tried again.
     *
     * @param value {@link RetrySchedule#USUAL} unless set
     * @return this builder
     */
    public Builder retries(RetrySchedule value) {
      retries = value;
      return this;
    }

    /**
     * When a batch is sent.
     *
     * @param value {@link BatchPolicy#USUAL} unless set
     * @return this builder
     */
    public Builder batch(BatchPolicy value) {
      batch = value;
      return this;
    }

    /**
     * How many requests at once; one for batches.
     *
     * @param value 8 unless set
     * @return this builder
     */
    public Builder inFlight(int value) {
      inFlight = value;
      return this;
    }

    /**
     * How long a request may take.
     *
     * @param value 15 seconds unless set
     * @return this builder
     */
    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /**
     * How long closing goes on with what is pending.
     *
     * @param value ten seconds unless set
     * @return this builder
     */
    public Builder closeTimeout(Duration value) {
      closeTimeout = value;
      return this;
    }

    /**
     * Whether a change returns when the receiver has it, at the latest after the timeout of a
     * request.
     *
     * @param value false unless set
     * @return this builder
     */
    public Builder waits(boolean value) {
      waits = value;
      return this;
    }

    /**
     * Whether the receiver may be at a loopback, private, link-local or metadata address.
     *
     * @param allowed true unless set
     * @return this builder
     */
    public Builder privateAddresses(boolean allowed) {
      privateAddresses = allowed;
      return this;
    }

    /**
     * Whom to trust, and as whom to come.
     *
     * @param value the platform's unless set
     * @return this builder
     */
    public Builder tls(SSLContext value) {
      tls = value;
      return this;
    }

    /**
     * Makes the receiver.
     *
     * @return an immutable value
     */
    public WebHook build() {
      return new WebHook(new Builder(this));
    }
  }
}
