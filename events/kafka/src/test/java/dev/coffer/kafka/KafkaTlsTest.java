package dev.coffer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.CertificateAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker with the certificate of a private authority. */
@Timeout(120)
class KafkaTlsTest {
  private static final String TOPIC = "tls-" + UUID.randomUUID();
  private static final KafkaBroker BROKER = KafkaBroker.shared();

  @BeforeAll
  static void create() throws Exception {
    BROKER.create(TOPIC, 1);
  }

  private static KafkaTopic.Builder at(String host) {
    return KafkaTopic.builder(host + ":" + BROKER.tlsPort(), TOPIC).timeout(Duration.ofMinutes(1));
  }

  private static KafkaTopic.Builder trusting(String host) {
    return at(host)
        .config("security.protocol", "SSL")
        .config("ssl.truststore.location", BROKER.authority().trustStore().toString())
        .config("ssl.truststore.password", CertificateAuthority.PASSWORD);
  }

  private static EventSink.Result deliver(KafkaTopic.Builder topic) throws Exception {
    try (EventSink sink = topic.build().sink(new InMemoryFileStore())) {
      return sink.deliver(
          List.of(FileEvent.found(FilePath.of("a"), Optional.empty(), Instant.now())));
    }
  }

  private static void assertTriedAgain(EventSink.Result result, String reason) {
    assertThat(result).isInstanceOf(EventSink.TryAgain.class);
    assertThat(result.reason()).contains(reason).doesNotContain(CertificateAuthority.PASSWORD);
  }

  @Test
  void whoeverTrustsTheAuthorityIsHeard() throws Exception {
    assertThat(deliver(trusting("localhost"))).isEqualTo(new EventSink.Delivered());
  }

  @Test
  void theAuthorityMayBeAFileOfCertificates() throws Exception {
    KafkaTopic.Builder topic =
        at("localhost")
            .config("security.protocol", "SSL")
            .config("ssl.truststore.type", "PEM")
            .config("ssl.truststore.location", BROKER.authority().certificate().toString());
    assertThat(deliver(topic)).isEqualTo(new EventSink.Delivered());
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    assertTriedAgain(
        deliver(at("localhost").config("security.protocol", "SSL")),
        "unable to find valid certification path");
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    assertTriedAgain(deliver(trusting("127.0.0.1")), "127.0.0.1");
  }

  @Test
  void whoeverAsksWithoutTlsGetsAnAnswerInTime() throws Exception {
    assertTriedAgain(deliver(at("localhost").timeout(Duration.ofSeconds(3))), "TimeoutException");
  }
}
