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
 * Checks the settings of this system that the SDK reads for its proxy. What the SDK cannot read it
 * leaves out, with the value in its log, or fails with at each request; the value may hold a
 * password, and is never shown here.
 *
 * @param environment the variables
 * @param properties of the JVM; they go before the variables
 * @param store for errors
 */
record ProxySettings(Map<String, String> environment, Properties properties, String store) {
  private static final String HOST = "http.proxyHost";
  private static final String PORT = "http.proxyPort";
  private static final Pattern NAME = Pattern.compile("[^\\s/@?#]+");
  private static final int LAST_PORT = 65_535;

  /**
   * Checks them.
   *
   * @throws ConfigurationException if the setting that the SDK would read names no proxy
   */
  void check() {
    String host = properties.getProperty(HOST);
    if (host == null) {
      variable().ifPresent(this::checkVariable);
    } else if (!host.isEmpty()) {
      checkProperties(host, properties.getProperty(PORT));
    }
  }

  /** The name of the variable that counts: the SDK looks at the one in small letters first. */
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
      throw wrong(name + " is no address of a proxy: write http://HOST:PORT");
    }
  }

  private static boolean isAddress(String value) {
    try {
      URL url = new URL(value);
      return url.getProtocol().startsWith("http") && isAddress(url.getHost(), url.getPort());
    } catch (MalformedURLException e) {
      return false; // its text repeats the value
    }
  }

  private static boolean isAddress(String host, int port) {
    return NAME.matcher(host).matches() && port > 0 && port <= LAST_PORT;
  }

  private void checkProperties(String host, @Nullable String port) {
    if (!isAddress(host, port == null ? 1 : number(port))) {
      throw wrong("the properties " + HOST + " and " + PORT + " name no host and port of a proxy");
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
