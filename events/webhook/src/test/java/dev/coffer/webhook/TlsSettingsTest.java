package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.delivery.TlsSettings;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.CertificateAuthority;
import java.io.RandomAccessFile;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that has the certificate of a private authority and demands one of the same. */
@Timeout(120)
class TlsSettingsTest {
  @TempDir static Path folder;
  private static CertificateAuthority authority;
  private static CertificateAuthority.Keys client;
  private static TlsReceiver receiver;

  @BeforeAll
  static void start() throws Exception {
    authority = CertificateAuthority.in(folder);
    client = authority.certify("coffer", "ku=digitalSignature");
    receiver = new TlsReceiver(authority.certify("server", "san=ip:127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @BeforeEach
  void forget() {
    receiver.got().clear();
  }

  /** Writes a file and closes; returns what could not be delivered. */
  private static List<DeadLetter> write(Map<String, String> options) {
    FileStoreConfig.Builder config =
        FileStoreConfig.builder()
            .type("memory")
            .webHookUrl(receiver.url())
            .option("webhook.retry.attempts", "1")
            .option("webhook.wait", "true")
            .environment(Map.of());
    options.forEach(config::option);
    try (FileStore store = FileStores.open(config.build())) {
      store.write("a", "hello");
      return store.unwrap(FileEventLog.class).orElseThrow().deadLetters();
    }
  }

  @Test
  void bothCertificatesAreChecked() {
    Map<String, String> options =
        Map.of(
            "webhook.ca-file", authority.certificate().toString(),
            "webhook.key-store", client.store().toString(),
            "webhook.key-store-password", CertificateAuthority.PASSWORD);
    assertThat(write(options)).isEmpty();
    assertThat(receiver.got()).containsExactly("HTTP/2.0 POST /hook/a CN=coffer hello");
  }

  @Test
  void whoShowsNoCertificateIsNotServed() {
    assertThat(write(Map.of("webhook.ca-file", authority.certificate().toString()))).hasSize(1);
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void aReceiverOfAnAuthorityThatIsNotKnownIsNotNotified() {
    Map<String, String> options =
        Map.of(
            "webhook.key-store",
            client.store().toString(),
            "webhook.key-store-password",
            CertificateAuthority.PASSWORD);
    assertThat(write(options))
        .singleElement()
        .extracting(DeadLetter::reason)
        .isEqualTo("no response: SSLHandshakeException");
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void aCheckedConnectionShowsTheCertificateToo() throws Exception {
    char[] password = CertificateAuthority.PASSWORD.toCharArray();
    WebHook hook =
        WebHook.builder(receiver.url())
            .tls(
                TlsSettings.context(
                    Optional.of(authority.certificate()), Optional.of(client.store()), password))
            .build();
    WebHookTransport transport =
        new SocketTransport(hook, InetAddress::getAllByName, address -> true);
    try (FileStore store = new InMemoryFileStore();
        EventSink sink = WebHookReceivers.sink(hook, transport, store, false)) {
      FileEvent event =
          FileEvent.found(store.write("a", "x").path(), store.stat("a"), Instant.now());
      assertThat(sink.deliver(List.of(event))).isEqualTo(new EventSink.Delivered());
    }
    assertThat(receiver.got()).containsExactly("HTTP/1.1 POST /hook/a CN=coffer x");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Path authorities) {
    return assertThatThrownBy(
            () ->
                assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> write(Map.of("webhook.ca-file", authorities.toString()))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("webhook.ca-file");
  }

  @Test
  void aFileWithoutCertificatesTrustsNobodyAndIsRefused(@TempDir Path other) throws Exception {
    Path empty = Files.createFile(other.resolve("empty"));
    SSLContext platform = TlsSettings.context(Optional.empty(), Optional.empty(), new char[0]);
    assertRefused(empty).hasMessageContaining("a file of certificates (PEM)");
    Reference.reachabilityFence(platform);
    Path text = Files.writeString(other.resolve("text"), "no certificate\n");
    assertRefused(text).hasCauseInstanceOf(CertificateException.class);
    assertRefused(other.resolve("absent")).hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aPipeOrDirectoryInPlaceOfCertificatesIsNotRead(@TempDir Path other) throws Exception {
    assertRefused(other).hasMessageContaining("no regular file");
    Path pipe = other.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
    assertRefused(pipe).hasMessageContaining("no regular file");
  }

  @Test
  void aFileThatIsTooLargeForCertificatesIsNotRead(@TempDir Path other) throws Exception {
    Path large = other.resolve("large");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(5 << 20);
    }
    assertRefused(large).hasMessageContaining("larger than 4 MiB");
  }
}
