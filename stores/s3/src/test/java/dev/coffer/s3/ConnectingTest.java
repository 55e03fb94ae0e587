package dev.coffer.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** Requests that no server answers, and the error that says why. */
class ConnectingTest {
  private static final String REFUSING = "http://127.0.0.1:1";

  private static S3Builder at(String bucket, String endpoint) {
    return S3FileStore.builder(bucket).endpoint(endpoint).credentials("canary-id", "canary-secret");
  }

  @Test
  void aRefusedConnectionIsReportedLongBeforeTheDeadline() {
    try (S3FileStore store = at("bucket", REFUSING).retryDeadline(Duration.ofHours(1)).build()) {
      ConnectionException e =
          assertTimeoutPreemptively(
              Duration.ofMinutes(4),
              () -> assertThrows(ConnectionException.class, () -> store.exists("a")));
      assertThat(e).hasMessageContaining("no connection to " + REFUSING);
    }
  }

  @Test
  void theNameOfABucketSaysNothingOfTheError() {
    for (String bucket : new String[] {"user-profiles", "credentials", "hashes", "checksum"}) {
      try (S3FileStore store =
          at(bucket, "http://localhost:1").pathStyle(false).unreachable(Duration.ZERO).build()) {
        assertThrows(ConnectionException.class, () -> store.readString("a"));
      }
    }
  }

  @Test
  void aProviderThatReturnsNoCredentialsIsNoLostConnection() {
    AwsCredentialsProvider vault =
        new AwsCredentialsProvider() {
          @Override
          public AwsCredentials resolveCredentials() {
            throw new IllegalStateException("the vault is closed");
          }
        };
    try (S3FileStore store = at("bucket", REFUSING).credentials(vault).build()) {
      ConfigurationException e =
          assertThrows(ConfigurationException.class, () -> store.readString("a"));
      assertThat(e)
          .hasMessageContaining("no credentials")
          .hasRootCauseMessage("the vault is closed");
    }
  }

  @Test
  void aProviderThatFailsLaterIsReportedTheSame() {
    try (WatchedS3 service = new WatchedS3();
        S3FileStore store = service.builder().credentials(new Failing()).build()) {
      assertThat(store.readString("a")).isEqualTo("12345");
      ConfigurationException e =
          assertThrows(ConfigurationException.class, () -> store.readString("a"));
      assertThat(e).hasRootCauseMessage("the vault is closed");
      assertThat(service.reads()).containsExactly(1, 0);
    }
  }

  /** Gives credentials once, and fails in the way of asynchronous code then. */
  private static final class Failing implements AwsCredentialsProvider {
    private int asked;

    @Override
    public AwsCredentials resolveCredentials() {
      throw new AssertionError("nobody asks in this way");
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(
        ResolveIdentityRequest request) {
      return asked++ == 0
          ? CompletableFuture.completedFuture(AwsCredentialsIdentity.create("id", "secret"))
          : CompletableFuture.failedFuture(new IllegalStateException("the vault is closed"));
    }
  }

  @Test
  void anAttemptThatWaitsTooLongForAConnectionIsNoInterrupt() throws IOException {
    try (WatchedS3 service = new WatchedS3();
        S3FileStore first = service.builder().build();
        S3FileStore store =
            service
                .hasty(Duration.ofSeconds(5))
                .connections(1)
                .retryDeadline(Duration.ofSeconds(1))
                .build()) {
      first.write("a", "12345"); // no other request takes as long as the first of a process
      service.http.stubFor(
          get(urlPathEqualTo("/bucket/p/large")).willReturn(WatchedS3.file(new byte[600_000])));
      store.write("a", "12345");
      try (InputStream holding = store.open("large")) {
        assertThat(holding.read()).isZero();
        ConnectionException e =
            assertThrows(ConnectionException.class, () -> store.readString("a"));
        assertThat(e).hasMessageContaining("within the timeout");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
    }
  }
}
