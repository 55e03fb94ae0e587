package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConfigurationException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
  private static void check(Map<String, String> environment, Map<String, String> properties) {
    Properties all = new Properties();
    all.putAll(properties);
    new ProxySettings(environment, all, "s3:bucket").check();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://proxy:8080",
        "https://proxy:443/",
        "http://10.0.0.1:1",
        "http://[::1]:3128",
        "http://ada@proxy:8080",
        "http://ada:canary@proxy:65535",
        " http://proxy:8080",
        " ",
        ""
      })
  void anAddressIsRightAndSoIsNone(String value) {
    assertDoesNotThrow(() -> check(Map.of("HTTP_PROXY", value), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy",
        "proxy:8080",
        "ada:canary@proxy:8080",
        "http://proxy",
        "http://:8080",
        "http://ada:canary@:8080",
        "http://proxy:canary",
        "http://proxy:-1",
        "http://proxy:0",
        "http://proxy:65536",
        "http://pro xy:8080",
        "socks://ada:canary@proxy:1080",
        "ftp://proxy:21",
        "*"
      })
  void whatIsNoneIsAnErrorThatNamesTheVariableAndNotItsValue(String value) {
    for (String name : new String[] {"http_proxy", "HTTP_PROXY"}) {
      ConfigurationException e =
          assertThrows(ConfigurationException.class, () -> check(Map.of(name, value), Map.of()));
      assertThat(e).hasMessageContaining(name + " is not the address of a proxy").hasNoCause();
      assertThat(e.getMessage()).doesNotContain("canary");
    }
  }

  @Test
  void theVariableInSmallLettersCounts() {
    assertDoesNotThrow(
        () -> check(Map.of("http_proxy", "http://proxy:1", "HTTP_PROXY", "proxy"), Map.of()));
    assertDoesNotThrow(
        () -> check(Map.of("http_proxy", " ", "HTTP_PROXY", "http://proxy:1"), Map.of()));
  }

  @Test
  void theVariableOfHttpsIsNotReadAsInTheSdk() {
    assertDoesNotThrow(() -> check(Map.of("HTTPS_PROXY", "proxy"), Map.of()));
  }

  @Test
  void propertiesOfTheJvmGoBeforeVariables() {
    assertDoesNotThrow(
        () ->
            check(
                Map.of("HTTP_PROXY", "proxy"),
                Map.of("http.proxyHost", "proxy", "http.proxyPort", "8080")));
  }

  @ParameterizedTest
  @CsvSource({"proxy, x", "proxy, 0", "proxy, 65536", "pro xy, 8080", "http://proxy, 8080"})
  void propertiesThatNameNoProxyAreAnError(String host, String port) {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> check(Map.of(), Map.of("http.proxyHost", host, "http.proxyPort", port)));
    assertThat(e).hasMessageContaining("http.proxyPort");
  }
}
