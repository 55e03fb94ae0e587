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
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of web hooks: its URL and how events are delivered to it. Immutable.
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
   * Returns a builder with default settings.
   *
   * @param url an http or https URL; a query is kept, a user and password are refused, and
   *     characters that are not legal in a URL, such as a space, are percent-encoded. The host of
   *     an http URL may contain underscores
   * @return a builder
   * @throws ConfigurationException if it is not such a URL
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
   * Returns a name that stays the same across restarts. Path and query of the URL may be keys, so
   * the name contains their hash.
   */
  String name(boolean batched) {
    String query = url().getRawQuery() == null ? "" : "?" + url().getRawQuery();
    return ReceiverName.of(place(batched), url().getRawPath() + query);
  }

  private String place(boolean batched) {
    return (format() == Format.OPENHANDS ? "" : "cloudevents+")
        + url().getScheme()
        + (batched ? "+batch" : "")
        + "://"
        + url().getRawAuthority();
  }

  /** Returns the receiver without anything that may be a key. */
  @Override
  public String toString() {
    return name(false);
  }

  /** A builder of {@link WebHook}s. Not safe for use by several threads. */
  public static final class Builder {
    /** The usual name of a header, which no key has. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z-]{1,40}");

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
     * Adds a header to each request.
     *
     * @param name its name
     * @param value its value, which is never shown
     * @return this builder
     * @throws ConfigurationException if HTTP does not allow it, or Coffer sets it itself
     */
    public Builder header(String name, String value) {
      try {
        HttpRequest.Builder unused = HttpRequest.newBuilder().header(name, value);
      } catch (IllegalArgumentException e) {
        // The message may show the value, and in place of a name there may be one.
        String shown = NAME.matcher(name).matches() ? "the header '" + name + "'" : "a header";
        throw wrong(shown + " cannot be sent", null);
      }
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.keySet().removeIf(name::equalsIgnoreCase);
      more.put(name, value);
      headers = more;
      return this;
    }

    /**
     * Adds headers to each request.
     *
     * @param all names and values
     * @return this builder
     * @throws ConfigurationException if one of them is refused by {@link #header}
     */
    public Builder headers(Map<String, String> all) {
      all.forEach(this::header);
      return this;
    }

    /**
     * Signs each request as specified by Standard Webhooks.
     *
     * @param secrets in base64, with or without the prefix {@code whsec_}; several, separated by
     *     spaces, for a rotation
     * @return this builder
     * @throws ConfigurationException if one is not base64
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
     * Sets the format of the requests.
     *
     * @param value defaults to {@link Format#OPENHANDS}
     * @return this builder
     */
    public Builder format(Format value) {
      format = value;
      return this;
    }

    /**
     * Sets how often and when a failed delivery is retried.
     *
     * @param value defaults to {@link RetrySchedule#USUAL}
     * @return this builder
     */
    public Builder retries(RetrySchedule value) {
      retries = value;
      return this;
    }

    /**
     * Sets when a batch is sent.
     *
     * @param value defaults to {@link BatchPolicy#USUAL}
     * @return this builder
     */
    public Builder batch(BatchPolicy value) {
      batch = value;
      return this;
    }

    /**
     * Sets how many requests are made at once; batches are always sent one at a time.
     *
     * @param value defaults to 8
     * @return this builder
     */
    public Builder inFlight(int value) {
      inFlight = value;
      return this;
    }

    /**
     * Sets how long a request may take.
     *
     * @param value defaults to 15 seconds
     * @return this builder
     */
    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /**
     * Sets how long {@code close} continues to deliver pending events.
     *
     * @param value defaults to ten seconds
     * @return this builder
     */
    public Builder closeTimeout(Duration value) {
      closeTimeout = value;
      return this;
    }

    /**
     * Sets whether a change returns only once the receiver has it, or after the timeout of a
     * request at the latest.
     *
     * @param value defaults to false
     * @return this builder
     */
    public Builder waits(boolean value) {
      waits = value;
      return this;
    }

    /**
     * Sets whether the receiver may have a loopback, private, link-local or metadata address.
     *
     * @param allowed defaults to true
     * @return this builder
     */
    public Builder privateAddresses(boolean allowed) {
      privateAddresses = allowed;
      return this;
    }

    /**
     * Sets the TLS context: which certificates to trust and which to present.
     *
     * @param value defaults to the platform's
     * @return this builder
     */
    public Builder tls(SSLContext value) {
      tls = value;
      return this;
    }

    /**
     * Builds the receiver.
     *
     * @return the receiver
     */
    public WebHook build() {
      return new WebHook(new Builder(this));
    }
  }
}
