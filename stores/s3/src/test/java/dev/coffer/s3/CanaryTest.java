package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing secret comes out of a process that uses a store, however much it logs. */
class CanaryTest {
  /** All that there is to log, but for what prints requests as they are; the page says so. */
  private static final List<String> LOGGING =
      List.of(
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
          "-Dorg.slf4j.simpleLogger.log.dev.coffer=trace",
          "-Dorg.slf4j.simpleLogger.log.org.apache.http.wire=info",
          "-Dorg.slf4j.simpleLogger.log.org.apache.http.headers=info",
          "-Dorg.slf4j.simpleLogger.log.software.amazon.awssdk.http.auth.aws=info");

  @Test
  void neitherKeysNorSignaturesNorContentsNorMetadataAreShown() throws Exception {
    Server server = Proxy.server();
    String printed =
        Program.runJava(
            CanaryProgram.class,
            LOGGING,
            server.keys(),
            server.endpoint().toString(),
            server.newBucket());
    assertThat(printed)
        .as("it ran, logged and met errors")
        .contains("If-None-Match on PUT at S3(", "DEBUG software.amazon.awssdk")
        .contains("was never closed", "PermissionDeniedException", "no further step");
    assertThat(printed.lines().filter(line -> line.contains("canary"))).isEmpty();
    assertThat(printed.lines().filter(line -> line.contains("X-Amz-Signature"))).isEmpty();
  }
}
