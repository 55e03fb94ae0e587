package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHttpRequest;
import org.apache.http.protocol.BasicHttpContext;
import org.junit.jupiter.api.Test;

class GcsProxyRoutesTest {
  /** As the JVM's own: it makes an address of what the properties say at each request. */
  private static ProxySelector selector(int port) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(
            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy", port)));
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException e) {}
    };
  }

  @Test
  void requestsGoByTheProxyOfTheJvm() throws HttpException {
    HttpHost proxy =
        GcsProxyRoutes.of(selector(8080), null, "gs:bucket")
            .determineRoute(
                new HttpHost("host", 443, "https"),
                new BasicHttpRequest("GET", "/"),
                new BasicHttpContext())
            .getProxyHost();
    assertThat(proxy.toHostString()).isEqualTo("proxy:8080");
  }

  @Test
  void aPortThatIsNoneIsAnErrorWhenTheStoreIsOpened() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> GcsProxyRoutes.of(selector(99_999), null, "gs:bucket"));
    assertThat(e).hasMessageContaining("https.proxyPort");
  }
}
