package dev.coffer.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.delivery.TlsSettings;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.CertificateAuthority;
import dev.coffer.testkit.FreePort;
import io.valkey.Jedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Redis with the certificate of a private authority. */
@Timeout(120)
class RedisTlsTest {
  private static final String PASSWORD = "s3cret";

  @TempDir private static Path directory;
  private static CertificateAuthority authority;
  private static RedisServer server;
  private static int port;

  @TempDir private Path files;

  @BeforeAll
  static void start() throws Exception {
    authority = CertificateAuthority.in(directory);
    CertificateAuthority.Keys keys = authority.certify("server", "san=ip:127.0.0.1");
    port = FreePort.find();
    server =
        RedisServer.start(
            "--requirepass",
            PASSWORD,
            "--tls-port",
            String.valueOf(port),
            "--tls-cert-file",
            keys.certificate().toString(),
            "--tls-key-file",
            keys.key().toString(),
            "--tls-auth-clients",
            "no");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RedisStream.Builder at(String url) {
    return RedisStream.builder(url, "files").password(PASSWORD).timeout(Duration.ofSeconds(30));
  }

  private static RedisStream.Builder trusting(String url) throws Exception {
    return at(url)
        .tls(
            TlsSettings.context(
                Optional.of(authority.certificate()), Optional.empty(), new char[0]));
  }

  private static EventSink.Result deliver(RedisStream.Builder stream) throws Exception {
    try (EventSink sink = stream.build().sink(new InMemoryFileStore())) {
      return sink.deliver(
          List.of(FileEvent.found(FilePath.of("a"), Optional.empty(), Instant.now())));
    }
  }

  private static void assertTriedAgain(EventSink.Result result, String reason) {
    assertThat(result).isInstanceOf(EventSink.TryAgain.class);
    assertThat(result.reason()).contains(reason).doesNotContain(PASSWORD);
  }

  private static FileStoreConfig.Builder config(String url, Path file) {
    return FileStoreConfig.builder()
        .type("memory")
        .environment(Map.of())
        .option("events.redis.url", url)
        .option("events.redis.stream", "configured")
        .option("events.redis.password", PASSWORD)
        .option("events.redis.ca-file", file.toString());
  }

  @Test
  void whoeverTrustsTheAuthorityIsHeard() throws Exception {
    assertThat(deliver(trusting("rediss://127.0.0.1:" + port)))
        .isEqualTo(new EventSink.Delivered());
  }

  private FileStoreConfig.Builder cached(String url, Path file) {
    return FileStoreConfig.builder()
        .uri(files.toUri().toString())
        .environment(Map.of())
        .option("cache.redis", url)
        .option("cache.redis.store", "tls")
        .option("cache.redis.password", PASSWORD)
        .option("cache.redis.ca-file", file.toString());
  }

  @Test
  void aCacheIsSharedByWhoeverTrustsTheAuthority() {
    FileStoreConfig config = cached("rediss://127.0.0.1:" + port, authority.certificate()).build();
    try (FileStore store = FileStores.open(config);
        Jedis admin = new Jedis(server.uri())) {
      admin.auth(PASSWORD);
      // Nobody waits for the connection: what is read before it is there is not shared.
      for (int i = 0; admin.keys("coffer:*").isEmpty(); i++) {
        store.write("a" + i, "1");
        assertThat(store.readString("a" + i)).isEqualTo("1");
      }
    }
  }

  @Test
  void aConfigurationNamesTheAuthority() {
    String url = "rediss://127.0.0.1:" + port;
    try (FileStore store = FileStores.open(config(url, authority.certificate()).build())) {
      store.write("a", "1");
    }
    try (Jedis admin = new Jedis(server.uri())) {
      admin.auth(PASSWORD);
      assertThat(admin.xlen("configured")).isOne();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "redis://127.0.0.1:1, ca.pem, .redis.ca-file has no effect without a rediss:// URL",
    "rediss://127.0.0.1:1, absent.pem, .redis.ca-file cannot be read",
  })
  void anAuthorityThatIsOfNoUseIsRefused(String url, String file, String hint) {
    Path authorities = directory.resolve(file);
    assertRefused(config(url, authorities), "events" + hint);
    assertRefused(cached(url, authorities), "cache" + hint);
  }

  private static void assertRefused(FileStoreConfig.Builder config, String hint) {
    assertThatThrownBy(() -> FileStores.open(config.build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(hint)
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    assertTriedAgain(
        deliver(at("rediss://127.0.0.1:" + port)), "unable to find valid certification path");
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    assertTriedAgain(
        deliver(trusting("rediss://localhost:" + port)), "No name matching localhost found");
  }

  @Test
  void whoeverAsksWithoutTlsGetsAnAnswerInTime() throws Exception {
    assertTriedAgain(deliver(at("redis://127.0.0.1:" + port)), "Redis does not store the entry");
  }

  @Test
  void whoeverAsksForTlsWhereThereIsNoneGetsAnAnswerInTime() throws Exception {
    RedisStream.Builder stream = trusting("rediss://127.0.0.1:" + server.port());
    assertTriedAgain(
        deliver(stream.timeout(Duration.ofSeconds(2))), "Redis does not store the entry");
  }
}
