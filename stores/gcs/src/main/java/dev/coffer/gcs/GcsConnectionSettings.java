package dev.coffer.gcs;

import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which a store creates its client. Google's libraries determine those that are
 * null.
 *
 * @param endpoint the server, if it is an emulator or another server of Google
 * @param project the project, for requests that require one
 * @param quotaProject the project that is billed for the requests
 * @param credentials the credentials of the application; they request tokens through the given
 *     transport
 * @param connections the maximum number of connections
 * @param connectTimeout the timeout for opening a connection
 * @param socketTimeout how long to wait for the next byte from the server
 * @param attemptTimeout the timeout of one attempt
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
  static final int CONNECTIONS = 256;
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
  static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(2);

  /**
   * Returns whether requests are sent to a server that is not Google's, which receives only
   * credentials that were set explicitly.
   */
  boolean isElsewhere() {
    return endpoint != null && isElsewhere(endpoint);
  }

  static boolean isElsewhere(URI endpoint) {
    // java.net.URI finds no host with an underscore; Google has none.
    String host = endpoint.getHost();
    return host == null || !host.toLowerCase(Locale.ROOT).endsWith(".googleapis.com");
  }

  /** Contains nothing of the credentials. */
  @Override
  public String toString() {
    return "GcsConnectionSettings(" + endpoint + ", " + project + ")";
  }
}
