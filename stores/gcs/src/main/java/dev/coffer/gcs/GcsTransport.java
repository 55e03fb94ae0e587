package dev.coffer.gcs;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import dev.coffer.remote.Connections;
import dev.coffer.remote.RequestListeners;
import dev.coffer.remote.apache.CheckedConnection;
import dev.coffer.spi.Metric;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.jspecify.annotations.Nullable;

/**
 * A connection pool for Google's client. In addition to what the client's own transports do, an
 * interrupt ends a request at once, each attempt has a timeout, and the connections are closed with
 * the store.
 */
final class GcsTransport extends HttpTransport {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /** The number of this thread's attempt, which the client does not pass on. */
  static final ThreadLocal<@Nullable Integer> REPETITION = new ThreadLocal<>();

  final RequestListeners listeners = new RequestListeners();

  private final PoolingHttpClientConnectionManager pool;
  private final CloseableHttpClient client;
  private final Duration attempt;
  private volatile boolean closed;

  GcsTransport(GcsConnectionSettings connection, String store) {
    this.attempt = connection.attemptTimeout();
    this.pool = pool(connection);
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(pool)
            .setRoutePlanner(
                GcsProxyRoutes.of(ProxySelector.getDefault(), connection.endpoint(), store))
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  private static PoolingHttpClientConnectionManager pool(GcsConnectionSettings connection) {
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(CheckedConnection.factory("coffer-gcs"));
    pool.setMaxTotal(connection.connections());
    pool.setDefaultMaxPerRoute(connection.connections());
    pool.setDefaultSocketConfig(
        SocketConfig.custom().setTcpNoDelay(true).setSoKeepAlive(true).build());
    return pool;
  }

  @Override
  public boolean supportsMethod(String method) {
    return METHODS.contains(method);
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new ApacheRequest(client, listeners, method, URI.create(url), attempt);
  }

  List<Metric> measures() {
    return Connections.measures(
        () -> pool.getTotalStats().getLeased(),
        () -> pool.getTotalStats().getPending(),
        pool::getMaxTotal);
  }

  @Override
  public void shutdown() throws IOException {
    closed = true;
    client.close();
  }

  @Override
  public boolean isShutdown() {
    return closed;
  }
}
