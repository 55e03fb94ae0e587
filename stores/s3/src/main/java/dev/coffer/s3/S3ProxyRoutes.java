package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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

/** Routes requests through the proxy that the SDK finds in system properties or the environment. */
final class S3ProxyRoutes extends DefaultRoutePlanner {
  private final ProxyConfiguration proxy;
  private final List<Pattern> direct;

  private S3ProxyRoutes(ProxyConfiguration proxy, List<Pattern> direct) {
    super(null);
    this.proxy = proxy;
    this.direct = direct;
  }

  /**
   * Returns the routes through the proxy of this system; empty if it has none.
   *
   * @throws ConfigurationException if its settings are not valid
   */
  static Optional<S3ProxyRoutes> ofSystem(String store) {
    new ProxySettings(System.getenv(), System.getProperties(), store).check();
    return of(ProxyConfiguration.builder().build(), store);
  }

  static Optional<S3ProxyRoutes> of(ProxyConfiguration proxy, String store) {
    return proxy.host() == null || proxy.host().isEmpty() || proxy.port() <= 0
        ? Optional.empty()
        : Optional.of(new S3ProxyRoutes(proxy, direct(proxy, store)));
  }

  /** The SDK treats host names as patterns, and keeps the blanks between them. */
  private static List<Pattern> direct(ProxyConfiguration proxy, String store) {
    try {
      return proxy.nonProxyHosts().stream()
          .map(host -> Pattern.compile(host.strip(), Pattern.CASE_INSENSITIVE))
          .toList();
    } catch (PatternSyntaxException e) {
      throw new ConfigurationException(
          new ErrorContext("open", "", store),
          "NO_PROXY, or the property http.nonProxyHosts, contains an invalid host name",
          e);
    }
  }

  /** Applies the routes and their credentials to a client that is being built. */
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
    return isDirect(target.getHostName())
        ? null
        : new HttpHost(proxy.host(), proxy.port(), proxy.scheme());
  }

  /** Returns whether requests to a host bypass the proxy. */
  boolean isDirect(String host) {
    return direct.stream().anyMatch(each -> each.matcher(host).matches());
  }
}
