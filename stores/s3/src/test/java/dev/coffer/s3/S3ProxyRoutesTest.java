package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConfigurationException;
import java.net.URI;
import java.util.Set;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHttpRequest;
import org.apache.http.protocol.BasicHttpContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

class S3ProxyRoutesTest {
  private static ProxyConfiguration.Builder proxy() {
    return ProxyConfiguration.builder()
        .useSystemPropertyValues(false)
        .useEnvironmentVariableValues(false)
        .endpoint(URI.create("http://proxy:8080"));
  }

  private static S3ProxyRoutes routes(String... direct) {
    return S3ProxyRoutes.of(proxy().nonProxyHosts(Set.of(direct)).build(), "s3:bucket")
        .orElseThrow();
  }

  private static boolean isDirect(S3ProxyRoutes routes, String host) {
    return routes.determineProxy(
            new HttpHost(host, 443, "https"),
            new BasicHttpRequest("GET", "/"),
            new BasicHttpContext())
        == null;
  }

  @Test
  void requestsGoByTheProxy() {
    HttpHost way =
        routes()
            .determineProxy(
                new HttpHost("host"), new BasicHttpRequest("GET", "/"), new BasicHttpContext());
    assertThat(way).isEqualTo(new HttpHost("proxy", 8080, "http"));
  }

  @Test
  void withoutAPortThereIsNoProxy() {
    ProxyConfiguration none = proxy().endpoint(URI.create("http://proxy")).build();
    assertThat(S3ProxyRoutes.of(none, "s3:bucket")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "host.example, host.example, true",
    "HOST.example, host.EXAMPLE, true",
    "' host.example ', host.example, true",
    ".*?, host.example, true",
    ".*?.example, host.example, true",
    "other, host.example, false",
    "10.0.0.0/8, 10.0.0.1, false",
    "'', host.example, false",
    "[::1], host.example, false"
  })
  void hostsThatAreNamedAreReachedDirectly(String direct, String host, boolean expected) {
    assertThat(isDirect(routes(direct), host)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "+", "a{", "[", "\\"})
  void aNameThatIsNoneIsAnErrorWhenTheStoreIsOpened(String direct) {
    ConfigurationException e = assertThrows(ConfigurationException.class, () -> routes(direct));
    assertThat(e).hasMessageContaining("NO_PROXY").hasMessageContaining("http.nonProxyHosts");
  }
}
