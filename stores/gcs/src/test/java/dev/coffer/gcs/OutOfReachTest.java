package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.WriteOptions;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.Requests;
import dev.coffer.testkit.remote.SilentServer;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Servers that cannot be reached, request a pause, or issue no token: the duration and the error.
 */
@Tag("one-jdk")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OutOfReachTest {
  private final FakeGcsServer server = new FakeGcsServer();

  @BeforeEach
  void makeBucket() {
    server.createBucket("bucket");
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** A store that would repeat for an hour what it does not know to be out of reach. */
  private GoogleCloudBuilder patient() {
    return GoogleCloudFileStore.builder("bucket")
        .endpoint(server.uri().toString())
        .retryDeadline(Duration.ofHours(1))
        .unreachable(Duration.ofMillis(50));
  }

  private static ConnectionException fails(GoogleCloudBuilder builder) {
    try (GoogleCloudFileStore store = builder.build()) {
      return assertThrows(ConnectionException.class, () -> store.exists("a"));
    }
  }

  @Test
  void aRefusedConnectionAndAnUnknownHostAreReportedSoon() {
    assertThat(fails(patient().endpoint("http://127.0.0.1:1")))
        .hasMessageContaining("no connection to http://127.0.0.1:1");
    assertThat(fails(patient().endpoint("http://no-such-host.invalid")))
        .hasMessageContaining("the host of http://no-such-host.invalid is unknown");
    assertThat(GcsLimits.USUAL.unreachable()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aServerThatDoesNotUseTlsIsReportedAsSuch() throws Exception {
    try (SilentServer plain = new SilentServer("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      String endpoint = plain.uri("https").toString();
      try (GoogleCloudFileStore store = patient().endpoint(endpoint).build()) {
        assertThat(assertThrows(ConfigurationException.class, () -> store.exists("a")))
            .hasMessageContaining("does not use TLS")
            .hasMessageContaining("http://");
      }
    }
  }

  @Test
  void aTokenServerThatIsNotThereIsReportedSoon() {
    ServiceAccountCredentials account =
        ServiceAccountCredentials.newBuilder()
            .setClientEmail(Account.NAME)
            .setPrivateKey(Account.privateKey())
            .setTokenServerUri(URI.create("http://127.0.0.1:1/token"))
            .setDefaultRetriesEnabled(false)
            .build();
    assertThat(fails(patient().credentials(account))).hasMessageContaining("the token server");
  }

  @Test
  void credentialsThatFailInAnyWayAreAnErrorOfTheContract() {
    for (RuntimeException failure :
        List.of(
            new IllegalArgumentException("vault"),
            new IllegalStateException("vault"),
            new CompletionException(new SecurityException("vault")))) {
      try (GoogleCloudFileStore store = patient().credentials(new Failing(failure)).build()) {
        assertThat(assertThrows(FileStoreException.class, () -> store.exists("a")))
            .isInstanceOf(PermissionDeniedException.class)
            .hasMessageContaining("no token is issued")
            .hasRootCause(root(failure));
      }
    }
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : e.getCause();
  }

  @SuppressWarnings("serial") // it is never serialised
  private static final class Failing extends GoogleCredentials {
    private final RuntimeException failure;

    Failing(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public AccessToken refreshAccessToken() {
      throw failure;
    }
  }

  @Test
  void aPauseThatTheServerAsksForIsMade() {
    server.refuse(Requests.all().first(5), 429, Map.of("Retry-After", "0"));
    try (GoogleCloudFileStore store = patient().build()) {
      store.write("a", "x");
    }
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void aServerThatAsksForMoreTimeThanThereIsIsNotAskedAgain() {
    for (int status : List.of(429, 503)) {
      server.heal();
      server.refuse(Requests.all(), status, Map.of("Retry-After", "7200"));
      server.forgetRequests();
      assertThat(fails(patient()).isRetryable()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  /** The file is that of this write, but checking is refused. */
  @Test
  void aConditionalWriteWhoseResponseWasLostIsNoConflictIfTheCheckIsRefused() {
    server.cutAfterActing(Requests.of("POST").first(1));
    server.refuse(Requests.of("GET"), 403, Map.of());
    try (GoogleCloudFileStore store = patient().build()) {
      ConnectionException e =
          assertThrows(
              ConnectionException.class,
              () -> store.write("a", new byte[1], WriteOptions.DEFAULTS.ifAbsent()));
      assertThat(e).hasMessageContaining("it is not known whether the file was written");
      assertThat(e.isRetryable()).isTrue();
      assertThat(e).hasCauseInstanceOf(PermissionDeniedException.class);
    }
  }

  @Test
  void aTimeoutIsNoInterrupt() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    try (GoogleCloudFileStore first = patient().build()) { // none takes as long as a first call
      first.write("a", new byte[1 << 20]);
    }
    try (GoogleCloudFileStore store =
        GoogleCloudFileStore.builder("bucket")
            .endpoint(server.uri().toString())
            .connections(1)
            .retryDeadline(Duration.ofMillis(1))
            .timeouts(minute, minute, Duration.ofSeconds(5))
            .build()) {
      try (InputStream held = store.open("a", 0, 1 << 20)) {
        ConnectionException e = assertThrows(ConnectionException.class, () -> store.exists("a"));
        assertThat(e).hasMessageContaining("within the timeout");
        assertThat(Thread.interrupted()).as("interrupted").isFalse();
        assertThat(held.read()).isZero();
      }
    }
  }
}
