package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConnectionException;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.http.HttpAnswer;
import dev.coffer.testkit.http.HttpHandler;
import dev.coffer.testkit.http.HttpServer;
import dev.coffer.testkit.http.RawAnswerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token server, which receives the proof of an identity: no one else must get that. */
class TokensTest {
  private final FakeGcsServer server = new FakeGcsServer();
  private final AtomicInteger strayed = new AtomicInteger();
  private final HttpServer elsewhere =
      new HttpServer(
          request -> {
            strayed.incrementAndGet();
            return token();
          });

  @TempDir private Path folder;

  @AfterEach
  void close() {
    elsewhere.close();
    server.close();
  }

  private static HttpAnswer token() {
    String token = "{\"access_token\":\"%s\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
    return HttpAnswer.of(
        200,
        Map.of("Content-Type", "application/json"),
        token.formatted(Account.TOKEN).getBytes(StandardCharsets.UTF_8));
  }

  /** The key of an account in Google's form. */
  private Path key(HttpServer tokens) throws IOException {
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"
            .formatted(Base64.getEncoder().encodeToString(Account.privateKey().getEncoded()));
    String json =
        "{\"type\":\"service_account\",\"client_id\":\"1\",\"client_email\":\"%s\","
            + "\"private_key_id\":\"k\",\"private_key\":\"%s\",\"token_uri\":\"%s/token\"}";
    return Files.writeString(
        folder.resolve("key.json"), json.formatted(Account.NAME, pem, tokens.uri()));
  }

  private FileStoreException fails(HttpHandler tokens) throws IOException {
    server.createBucket("bucket");
    try (HttpServer asked = new HttpServer(tokens);
        GoogleCloudFileStore store =
            GoogleCloudFileStore.builder("bucket")
                .endpoint(server.uri().toString())
                .credentials(key(asked))
                .retryDeadline(Duration.ofMillis(500))
                .build()) {
      return assertThrows(FileStoreException.class, () -> store.exists("a"));
    }
  }

  @Test
  void aTokenIsAskedForWithTheKeyOfTheFile() throws IOException {
    server.createBucket("bucket");
    try (HttpServer asked = new HttpServer(request -> token());
        GoogleCloudFileStore store =
            GoogleCloudFileStore.builder("bucket")
                .endpoint(server.uri().toString())
                .credentials(key(asked))
                .build()) {
      assertThat(store.exists("a")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void noRedirectOfATokenServerIsFollowed(int status) throws IOException {
    Map<String, String> place = Map.of("Location", elsewhere.uri() + "/token");
    FileStoreException e = fails(request -> HttpAnswer.of(status, place, new byte[0]));
    assertThat(e)
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("no token is issued")
        .hasMessageContaining("status " + status);
    assertThat(strayed).hasValue(0);
  }

  @Test
  void anAnswerWithoutAnEndOfATokenServerIsAnError() throws IOException {
    FileStoreException e =
        fails(
            request -> {
              throw RawAnswerException.endless("HTTP/1.1 200 OK\r\nX-Line: ");
            });
    assertThat(e).isInstanceOf(ConnectionException.class).hasMessageContaining("token server");
  }
}
