package dev.coffer.gcs;

import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a client of a store's own reaches the server. What is null is found by Google's libraries.
 *
 * @param endpoint of an emulator, or one of Google's own that is not the usual one
 * @param project sent where the API asks for one
 * @param quotaProject pays for requests and counts them
 * @param credentials what the application has; they ask for tokens by the transport that they are
 *     given
 * @param connections the most connections at once
 * @param connectTimeout for one connection
 * @param socketTimeout the longest silence of a server
 * @param attemptTimeout for one attempt
 */
record GcsConnectionSettings(
    @Nullable URI endpoint,
    @Nullable String project,
    @Nullable String quotaProject,
    @Nullable Function<HttpTransportFactory, Credentials> credentials,
    int connections,
    Duration connectTimeout,
    Duration socketTimeout,
    Duration attemptTimeout) {
  static final int CONNECTIONS = 128;
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
  static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(2);

  /** Whether requests leave for a server that is not Google's: no credentials go there unasked. */
  boolean isElsewhere() {
    return endpoint != null && isElsewhere(endpoint);
  }

  static boolean isElsewhere(URI endpoint) {
    // A name with an underscore is no host to java.net.URI, and none of Google's.
    String host = endpoint.getHost();
    return host == null || !host.toLowerCase(Locale.ROOT).endsWith(".googleapis.com");
  }

  /** Says nothing of the credentials. */
  @Override
  public String toString() {
    return "GcsConnectionSettings(" + endpoint + ", " + project + ")";
  }
}
