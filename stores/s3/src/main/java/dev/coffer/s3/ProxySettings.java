package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the system settings from which the SDK takes its proxy. The SDK skips settings that it
 * cannot parse and logs their value, or fails at each request. The value may contain a password and
 * is never shown here.
 *
 * @param environment the environment variables
 * @param properties the system properties, which take precedence over the variables
 * @param store the name of the store in errors
 */
record ProxySettings(Map<String, String> environment, Properties properties, String store) {
  private static final String HOST = "http.proxyHost";
  private static final String PORT = "http.proxyPort";
  private static final Pattern NAME = Pattern.compile("[^\\s/@?#]+");
  private static final int LAST_PORT = 65_535;

  /**
   * Checks the settings.
   *
   * @throws ConfigurationException if the setting that the SDK would use is not a valid proxy
   */
  void check() {
    String host = properties.getProperty(HOST);
    if (host == null) {
      variable().ifPresent(this::checkVariable);
    } else if (!host.isEmpty()) {
      checkProperties(host, properties.getProperty(PORT));
    }
  }

  /** Returns the name of the variable in effect: the SDK prefers the one in lower case. */
  private Optional<String> variable() {
    return Optional.of("http_proxy")
        .filter(this::isSet)
        .or(() -> Optional.of("HTTP_PROXY").filter(this::isSet));
  }

  private boolean isSet(String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private void checkVariable(String name) {
    if (!isAddress(environment.getOrDefault(name, ""))) {
      throw wrong(name + " is not the address of a proxy: write http://HOST:PORT");
    }
  }

  private static boolean isAddress(String value) {
    try {
      URL url = new URL(value);
      return url.getProtocol().startsWith("http") && isAddress(url.getHost(), url.getPort());
    } catch (MalformedURLException e) {
      return false; // its message contains the value
    }
  }

  private static boolean isAddress(String host, int port) {
    return NAME.matcher(host).matches() && port > 0 && port <= LAST_PORT;
  }

  private void checkProperties(String host, @Nullable String port) {
    if (!isAddress(host, port == null ? 1 : number(port))) {
      throw wrong(
          "the properties " + HOST + " and " + PORT + " are not the host" + " and port of a proxy");
    }
  }

  private static int number(String port) {
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private ConfigurationException wrong(String hint) {
    return new ConfigurationException(new ErrorContext("open", "", store), hint, null);
  }
}
