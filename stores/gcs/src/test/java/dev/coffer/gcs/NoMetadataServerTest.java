package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.remote.SilentServer;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without credentials, where Google's libraries ask for a metadata server. */
@Tag("one-jdk")
class NoMetadataServerTest {
  @TempDir private Path folder;

  @Test
  void theSearchForCredentialsHasLessThanTwoSeconds() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    GcsCredentials.Search endless =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          throw new InterruptedIOException();
        };
    assertThatThrownBy(() -> GcsCredentials.found(endless, Duration.ofMillis(1), "gs:bucket"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no metadata server responds");
    interrupted.await();
    assertThat(GcsCredentials.MOST).isLessThan(Duration.ofSeconds(2));
  }

  /**
   * The server takes the request and says nothing, or there is none. A process of its own has the
   * environment for that.
   */
  @Test
  void aStoreWithoutCredentialsReportsThat() throws Exception {
    try (SilentServer silent = new SilentServer("")) {
      assertThat(said(silent.uri("http").getAuthority()))
          .contains("GOOGLE_APPLICATION_CREDENTIALS")
          .contains("no metadata server responds");
    }
    assertThat(said("127.0.0.1:1")).contains("no metadata server responds");
  }

  private String said(String metadataHost) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("GOOGLE_APPLICATION_CREDENTIALS");
    builder.environment().remove("NO_GCE_CHECK");
    builder.environment().remove("CLOUDSDK_CONFIG");
    builder.environment().put("GCE_METADATA_HOST", metadataHost);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ended").isTrue();
      return Files.readString(output, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Opens a store and prints why it cannot. */
  static final class Program {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      try (FileStore store = FileStores.open("gs://bucket")) {
        System.out.println("opened " + store);
      } catch (ConfigurationException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
