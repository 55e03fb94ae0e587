package dev.coffer.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.remote.SilentServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine without credentials: Google's libraries ask for a metadata server, which here takes the
 * request and says nothing. A process of its own has the environment for that.
 */
class NoMetadataServerTest {
  /** Far below what the library waits, and far above what a busy machine takes for two seconds. */
  private static final Duration MOST = Duration.ofSeconds(15);

  @TempDir private Path folder;

  @Test
  void theSearchForCredentialsEnds() throws Exception {
    try (SilentServer silent = new SilentServer("")) {
      assertThat(said(silent.uri("http").getAuthority()))
          .contains("GOOGLE_APPLICATION_CREDENTIALS")
          .contains("no metadata server answers");
    }
    assertThat(said("127.0.0.1:1")).contains("no metadata server answers");
  }

  private String said(String metadataHost) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
      return Files.readString(output, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Opens a store and tells why it cannot. */
  static final class Program {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      long begun = System.nanoTime();
      try (FileStore store = FileStores.open("gs://bucket")) {
        System.out.println("opened " + store);
      } catch (ConfigurationException e) {
        long taken = System.nanoTime() - begun;
        System.out.println(taken < MOST.toNanos() ? e.getMessage() : "too late: " + taken);
      }
    }
  }
}
