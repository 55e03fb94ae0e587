package dev.coffer.webhook;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP clients. Each has threads that end only when it is garbage-collected, so all
 * receivers with the same TLS configuration share one.
 */
final class JdkClients {
  private static final Map<SSLContext, WeakReference<HttpClient>> OF_CONTEXTS = new WeakHashMap<>();

  private JdkClients() {}

  private static final class Usual {
    static final HttpClient CLIENT = make(Optional.empty());
  }

  /** Returns the client for a configuration; the caller must keep a reference while it uses it. */
  static HttpClient of(Optional<SSLContext> tls) {
    return tls.map(JdkClients::of).orElseGet(() -> Usual.CLIENT);
  }

  private static HttpClient of(SSLContext tls) {
    synchronized (OF_CONTEXTS) {
      WeakReference<HttpClient> known = OF_CONTEXTS.get(tls);
      @Nullable HttpClient client = known == null ? null : known.get();
      if (client == null) {
        client = make(Optional.of(tls));
        OF_CONTEXTS.put(tls, new WeakReference<>(client));
      }
      return client;
    }
  }

  private static HttpClient make(Optional<SSLContext> tls) {
    HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER);
    tls.ifPresent(builder::sslContext);
    return builder.build();
  }
}
