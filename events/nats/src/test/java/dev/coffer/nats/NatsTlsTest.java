package dev.coffer.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.CertificateAuthority;
import io.nats.client.Connection;
import io.nats.client.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of NATS with a certificate of {@code localhost} by a private authority. */
@Timeout(120)
@SuppressWarnings("try") // the close of a connection may be interrupted
@Tag("servers")
class NatsTlsTest {
  private static final String PASSWORD = "s3cret";

  @TempDir private static Path directory;
  private static CertificateAuthority authority;
  private static NatsServer server;

  @BeforeAll
  static void start() throws Exception {
    authority = CertificateAuthority.in(directory.resolve("authority"));
    CertificateAuthority.Keys keys = authority.certify("server", "san=dns:localhost");
    server =
        new NatsServer(
            directory,
            "--tls",
            "--tlscert",
            keys.certificate().toString(),
            "--tlskey",
            keys.key().toString(),
            "--user",
            "ada",
            "--pass",
            PASSWORD);
    try (Connection admin = server.connect(admin())) {
      NatsServer.create(admin);
    }
  }

  private static Options.Builder admin() {
    return new Options.Builder()
        .userInfo("ada", PASSWORD)
        .truststorePath(authority.trustStore().toString())
        .truststorePassword(CertificateAuthority.PASSWORD.toCharArray());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static NatsSubject.Builder at(String scheme, String host) {
    return NatsSubject.builder(scheme + "://" + host + ":" + server.port(), NatsServer.SUBJECT)
        .timeout(Duration.ofMinutes(1))
        .config("io.nats.client.username", "ada")
        .config("io.nats.client.password", PASSWORD);
  }

  private static NatsSubject.Builder trusting(String host) {
    return at("tls", host)
        .config("io.nats.client.trustStore", authority.trustStore().toString())
        .config("io.nats.client.trustStorePassword", CertificateAuthority.PASSWORD);
  }

  private static EventSink.Result deliver(NatsSubject.Builder subject) throws Exception {
    try (EventSink sink = subject.build().sink(new InMemoryFileStore())) {
      return sink.deliver(
          List.of(FileEvent.found(FilePath.of("a"), Optional.empty(), Instant.now())));
    }
  }

  private static void assertTriedAgain(EventSink.Result result, String reason) {
    assertThat(result).isInstanceOf(EventSink.TryAgain.class);
    assertThat(result.reason())
        .contains(reason)
        .doesNotContain(PASSWORD, CertificateAuthority.PASSWORD);
  }

  @Test
  void whoeverTrustsTheAuthorityIsHeard() throws Exception {
    assertThat(deliver(trusting("localhost"))).isEqualTo(new EventSink.Delivered());
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    assertTriedAgain(deliver(at("tls", "localhost")), "unable to find valid certification path");
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    assertTriedAgain(deliver(trusting("127.0.0.1")), "matching IP address 127.0.0.1 found");
  }

  @Test
  void whoeverAsksWithoutTlsIsToldSo() throws Exception {
    assertTriedAgain(deliver(at("nats", "localhost")), "SSL required by server");
  }
}
