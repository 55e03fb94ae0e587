package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FilePath;
import dev.coffer.PresignedUrls;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.testkit.s3.HostileS3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose name has a {@code _}, as those of Docker Compose have. */
class NamedHostTest {
  @Test
  void itIsReachedByItsName(@TempDir Path folder) throws IOException, InterruptedException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 minio_srv\n");
    try (HostileS3Server server = new HostileS3Server()) {
      String endpoint = "http://minio_srv:" + server.uri().getPort();
      String printed =
          Program.runJava(
              ReadingProgram.class,
              List.of("-Djdk.net.hosts.file=" + hosts),
              Map.of("AWS_ACCESS_KEY_ID", "canary-id", "AWS_SECRET_ACCESS_KEY", "canary-secret"),
              "s3://bucket?endpoint=" + endpoint);
      assertThat(printed).startsWith("1");
      assertThat(server.keys()).containsExactly("large", "small");
      assertThat(server.hosts()).containsOnly("minio_srv:" + server.uri().getPort());
    }
  }

  @Test
  void messagesNameItAndNoUrlIsSignedForIt() {
    try (S3FileStore store =
        S3FileStore.builder("bucket")
            .endpoint("http://no_such_host.localhost:1")
            .credentials("canary-id", "canary-secret")
            .unreachable(Duration.ZERO)
            .build()) {
      assertThat(assertThrows(RuntimeException.class, () -> store.exists("a")))
          .hasMessageContaining("http://no_such_host.localhost:1");
      PresignedUrls urls = store.unwrap(PresignedUrls.class).orElseThrow();
      assertThrows(
          UnsupportedFeatureException.class,
          () -> urls.forReading(FilePath.of("a"), Duration.ofHours(1)));
    }
  }
}
