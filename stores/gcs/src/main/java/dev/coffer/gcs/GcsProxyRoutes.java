package dev.coffer.gcs;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.net.ProxySelector;
import java.net.URI;
import org.apache.http.conn.routing.HttpRoutePlanner;
import org.apache.http.impl.conn.SystemDefaultRoutePlanner;
import org.jspecify.annotations.Nullable;

/** Routes requests through the proxy of the JVM's system properties. */
final class GcsProxyRoutes {
  private static final URI USUAL = URI.create("https://storage.googleapis.com");

  private GcsProxyRoutes() {}

  /**
   * Returns the routes of a proxy selector, which is called once here: a selector that fails would
   * fail at each request.
   *
   * @param proxies the selector of the JVM, if any
   * @param endpoint the endpoint of the store; null for Google's own
   * @throws ConfigurationException if the selector fails
   */
  static HttpRoutePlanner of(
      @Nullable ProxySelector proxies, @Nullable URI endpoint, String store) {
    try {
      if (proxies != null) {
        proxies.select(endpoint == null ? USUAL : endpoint);
      }
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          new ErrorContext("open", "", store),
          "the properties https.proxyHost and https.proxyPort, or those of http, are not a valid"
              + " proxy",
          e);
    }
    return new SystemDefaultRoutePlanner(proxies);
  }
}
