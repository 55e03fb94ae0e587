package dev.coffer.s3;

import java.util.Locale;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.DefaultRoutePlanner;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/** Leads requests by the proxy that the SDK finds in system properties or the environment. */
final class ProxyRoutes extends DefaultRoutePlanner {
  private final ProxyConfiguration proxy;

  private ProxyRoutes(ProxyConfiguration proxy) {
    super(null);
    this.proxy = proxy;
  }

  /** The routes by the proxy of this system, if it has one. */
  static Optional<ProxyRoutes> ofSystem() {
    return of(ProxyConfiguration.builder().build());
  }

  static Optional<ProxyRoutes> of(ProxyConfiguration proxy) {
    return proxy.host() == null || proxy.port() <= 0
        ? Optional.empty()
        : Optional.of(new ProxyRoutes(proxy));
  }

  /** Has a client that is being made use them, with the credentials that go with them. */
  void on(HttpClientBuilder client) {
    client.setRoutePlanner(this);
    if (proxy.username() != null && proxy.password() != null) {
      BasicCredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(
          new AuthScope(proxy.host(), proxy.port()),
          new UsernamePasswordCredentials(proxy.username(), proxy.password()));
      client.setDefaultCredentialsProvider(credentials);
    }
  }

  @Override
  protected @Nullable HttpHost determineProxy(
      HttpHost target, HttpRequest request, HttpContext context) {
    String host = target.getHostName().toLowerCase(Locale.ROOT);
    return proxy.nonProxyHosts().stream().anyMatch(host::matches)
        ? null
        : new HttpHost(proxy.host(), proxy.port(), proxy.scheme());
  }
}
