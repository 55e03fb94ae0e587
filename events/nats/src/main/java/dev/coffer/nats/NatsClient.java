package dev.coffer.nats;

import io.nats.client.ErrorListener;
import io.nats.client.Options;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** The settings of the client: those of the user, and those that keep Coffer's promises. */
final class NatsClient {
  private static final String PREFIX = "io.nats.client.";
  private static final Set<String> OWN =
      Set.of("servers", "url", "reconnect.buffer.size", "reconnect.max", "callback.error");

  private static final String CREDENTIALS = "credential.path";
  private static final String SIGNATURES = "org/bouncycastle/math/ec/rfc8032/Ed25519.class";

  private NatsClient() {}

  static void requireOpen(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (OWN.contains(withoutPrefix(lower))) {
      throw new IllegalArgumentException(key + " cannot be set: Coffer sets it itself");
    }
  }

  private static String withoutPrefix(String key) {
    return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
  }

  /** Returns whether the client is to sign and the library is missing that it signs with. */
  static boolean lacksSignatures(Map<String, String> config) {
    return config.keySet().stream().map(NatsClient::withoutPrefix).anyMatch(CREDENTIALS::equals)
        && NatsClient.class.getClassLoader().getResource(SIGNATURES) == null;
  }

  /**
   * A lost connection is replaced by a new one and not repaired: what is kept in memory for a
   * repaired one would be sent after newer messages of other processes.
   */
  static Options options(NatsSubject subject, ErrorListener listener) {
    Properties properties = new Properties();
    properties.putAll(subject.config());
    return naming(
        new Options.Builder()
            .connectionName("coffer")
            .connectionTimeout(subject.timeout().dividedBy(3))
            .properties(properties)
            .server(subject.url())
            .reconnectBufferSize(0)
            .noReconnect()
            .errorListener(listener));
  }

  /**
   * With TLS, the certificate must be that of the host, by the name in the URL: the client would
   * look up its addresses and know it by them alone. All of them are tried, as it would.
   */
  private static Options naming(Options.Builder settings) {
    Options options = settings.build();
    SSLContext tls = options.getSslContext();
    return tls == null
        ? options
        : settings
            .sslContext(new NamedHostContext(tls))
            .noResolveHostnames()
            .enableFastFallback()
            .build();
  }
}
