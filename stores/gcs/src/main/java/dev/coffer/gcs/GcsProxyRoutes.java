package dev.coffer.gcs;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.net.ProxySelector;
import java.net.URI;
import org.apache.http.conn.routing.HttpRoutePlanner;
import org.apache.http.impl.conn.SystemDefaultRoutePlanner;
import org.jspecify.annotations.Nullable;

/** Leads requests by the proxy that the properties of the JVM name. */
final class GcsProxyRoutes {
  private static final URI USUAL = URI.create("https://storage.googleapis.com");

  private GcsProxyRoutes() {}

  /**
   * The routes by a selector of proxies, which is asked once: one that fails would fail at each
   * request.
   *
   * @param proxies of the JVM, if it has any
   * @param endpoint of the store; null for Google's own
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
          "the properties https.proxyHost and https.proxyPort, or those of http, name no proxy",
          e);
    }
    return new SystemDefaultRoutePlanner(proxies);
  }
}
