package dev.coffer.s3;

import dev.coffer.remote.apache.CheckedConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultConnectionKeepAliveStrategy;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SystemPropertyTlsKeyManagersProvider;

/**
 * Sends the SDK's requests with Apache's HTTP client, like the SDK's own module for it. That module
 * offers no way to limit the size of response headers.
 */
final class ApacheHttp implements SdkHttpClient {
  /** Servers and gateways close connections that are idle for longer. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final CloseableHttpClient client;
  private final RequestConfig timeouts;

  private ApacheHttp(CloseableHttpClient client, RequestConfig timeouts) {
    this.client = client;
    this.timeouts = timeouts;
  }

  /**
   * Creates a client.
   *
   * @param trusted the trust managers to use instead of the JVM's
   * @param store the name of the store in errors
   */
  static ApacheHttp of(
      S3ConnectionSettings connection, TrustManager @Nullable [] trusted, String store) {
    return of(connection, trusted, S3ProxyRoutes.ofSystem(store));
  }

  static ApacheHttp of(
      S3ConnectionSettings connection,
      TrustManager @Nullable [] trusted,
      Optional<S3ProxyRoutes> proxy) {
    HttpClientBuilder builder =
        HttpClientBuilder.create()
            .setConnectionManager(pool(connection, trusted))
            .setRequestExecutor(new TunnelRequests())
            .setKeepAliveStrategy(ApacheHttp::keepAlive)
            .setUserAgent("") // the SDK sets its own
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement();
    proxy.ifPresent(routes -> routes.on(builder));
    return new ApacheHttp(builder.build(), timeouts(connection));
  }

  private static PoolingHttpClientConnectionManager pool(
      S3ConnectionSettings connection, TrustManager @Nullable [] trusted) {
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(
            sockets(trusted), CheckedConnection.factory("coffer-s3"));
    pool.setMaxTotal(connection.connections());
    pool.setDefaultMaxPerRoute(connection.connections());
    pool.setDefaultSocketConfig(
        SocketConfig.custom()
            .setSoKeepAlive(true)
            .setTcpNoDelay(true)
            .setSoTimeout(millis(connection.socketTimeout()))
            .build());
    return pool;
  }

  private static Registry<ConnectionSocketFactory> sockets(TrustManager @Nullable [] trusted) {
    return RegistryBuilder.<ConnectionSocketFactory>create()
        .register("http", PlainConnectionSocketFactory.getSocketFactory())
        .register("https", new SSLConnectionSocketFactory(tls(trusted)))
        .build();
  }

  private static SSLContext tls(TrustManager @Nullable [] trusted) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(SystemPropertyTlsKeyManagersProvider.create().keyManagers(), trusted, null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM has no TLS", e);
    }
  }

  @SuppressWarnings("deprecation") // CheckedConnection makes the check free
  private static RequestConfig timeouts(S3ConnectionSettings connection) {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(millis(connection.socketTimeout()))
        .setConnectTimeout(millis(connection.connectTimeout()))
        .setSocketTimeout(millis(connection.socketTimeout()))
        .setNormalizeUri(false)
        .setStaleConnectionCheckEnabled(true)
        .build();
  }

  private static int millis(Duration time) {
    return (int) Math.min(Integer.MAX_VALUE, time.toMillis());
  }

  private static long keepAlive(HttpResponse answer, HttpContext context) {
    long asked = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(answer, context);
    long longest = LONGEST_REST.toMillis();
    return asked > 0 ? Math.min(asked, longest) : longest;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ApacheCall(client, request, timeouts);
  }

  /** The name that the SDK's own module sends in the header that identifies the client. */
  @Override
  public String clientName() {
    return "Apache";
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the connections cannot be closed", e);
    }
  }
}
