package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.concurrent.Timers;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
  @Test
  void thoseOfCallsThatHaveEndedAreForgotten() {
    Server server = Proxy.server();
    int calls = 300;
    try (S3FileStore store = server.in(server.newBucket()).build()) {
      for (int i = 0; i < calls; i++) {
        assertThat(store.exists("a")).isFalse();
      }
    }
    // Other tests of this JVM have some calls under way.
    assertThat(Timers.shared().getQueue()).hasSizeLessThan(calls / 3);
  }

  /** The SDK's timers of streams would keep each for a minute, whatever became of it. */
  @Test
  void noStreamHasOne() throws Exception {
    Server server = Proxy.server();
    String threads =
        Program.runJava(
            ReadingProgram.class,
            List.of(),
            server.keys(),
            "s3://" + server.newBucket() + "?endpoint=" + server.endpoint());
    assertThat(threads).contains("coffer-timeouts").doesNotContain("response-input-stream");
  }
}
