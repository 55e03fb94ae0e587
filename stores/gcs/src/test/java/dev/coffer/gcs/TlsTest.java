package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.coffer.ConfigurationException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with an untrusted certificate. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;
  private static HttpsServer server;
  private static String uri;

  @BeforeAll
  static void start() throws Exception {
    Path keys = folder.resolve("server.p12");
    makeKeys(keys);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.start();
    uri = "https://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void makeKeys(Path keys) throws Exception {
    List<String> keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-J-XX:TieredStopAtLevel=1",
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=Server",
            "-ext",
            "san=ip:127.0.0.1",
            "-keystore",
            keys.toString(),
            "-storepass",
            String.valueOf(PASSWORD));
    Process made = new ProcessBuilder(keytool).inheritIO().start();
    assertThat(made.waitFor()).isZero();
  }

  private static SSLContext context(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static ConfigurationException fails(GoogleCloudBuilder builder) {
    try (GoogleCloudFileStore store = builder.retryDeadline(Duration.ofHours(1)).build()) {
      return assertThrows(ConfigurationException.class, () -> store.exists("a"));
    }
  }

  @Test
  void aCertificateThatIsNotTrustedIsReportedAtOnceWithWhatToDo() {
    assertThat(fails(GoogleCloudFileStore.builder("bucket").endpoint(uri)))
        .hasMessageContaining("no trusted connection to " + uri)
        .hasMessageContaining("trust store");
  }

  @Test
  void aTokenServerThatIsNotTrustedIsReportedAtOnceToo() {
    ServiceAccountCredentials account =
        ServiceAccountCredentials.newBuilder()
            .setClientEmail(Account.NAME)
            .setPrivateKey(Account.privateKey())
            .setTokenServerUri(URI.create(uri + "/token"))
            .setDefaultRetriesEnabled(false)
            .build();
    assertThat(
            fails(
                GoogleCloudFileStore.builder("bucket")
                    .endpoint("http://127.0.0.1:1")
                    .credentials(account)))
        .hasMessageContaining("no trusted connection to the token server");
  }
}
