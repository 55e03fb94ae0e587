package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.config.Secret;
import dev.coffer.event.FileEventLog;
import dev.coffer.testkit.CertificateAuthority;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that speaks to nobody without TLS, with the certificate of a private authority. */
@Timeout(120)
class PostgresTlsTest {
  private static final String PASSWORD = "s3cret";

  @TempDir private static Path directory;
  private static CertificateAuthority authority;
  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    authority = CertificateAuthority.in(directory.resolve("one"));
    server = PostgresServer.secure(authority.certify("server", "san=ip:127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static PostgresOutboxOptions at(String host, String more) {
    PostgresOutboxOptions usual =
        PostgresServer.newOutbox(
            "jdbc:postgresql://" + host + ":" + server.port() + "/postgres?user=test" + more);
    return new PostgresOutboxOptions(
        usual.url(),
        usual.user(),
        Optional.of(new Secret(PASSWORD)),
        usual.schema(),
        usual.lease(),
        usual.ownerLease(),
        usual.shards());
  }

  private static String verified(CertificateAuthority by) {
    return "&sslmode=verify-full&sslrootcert=" + by.certificate();
  }

  private static void assertRefused(PostgresOutboxOptions options, String reason) {
    assertThatThrownBy(() -> new PostgresOutbox(options))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void whoeverTrustsTheAuthorityKeepsItsEventsThere() {
    try (FileEventLog log = new PostgresOutbox(at("127.0.0.1", verified(authority)))) {
      Records.record(log, "a");
      assertThat(Records.paths(log)).containsExactly("a");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    CertificateAuthority other = CertificateAuthority.in(directory.resolve("other"));
    assertRefused(at("127.0.0.1", verified(other)), "no trusted connection");
    assertRefused(at("127.0.0.1", "&sslmode=verify-full"), "sslrootcert");
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() {
    assertRefused(at("localhost", verified(authority)), "no trusted connection");
  }

  @Test
  void whoeverAsksWithoutTlsIsToldSo() {
    assertRefused(at("127.0.0.1", "&sslmode=disable"), "no encryption");
  }
}
