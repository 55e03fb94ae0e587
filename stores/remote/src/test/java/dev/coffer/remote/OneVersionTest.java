package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneVersionTest {
  private final AtomicInteger version = new AtomicInteger();

  private static Attempts attempts(Duration deadline) {
    return new Attempts("read", "a", "test", deadline);
  }

  @Test
  void aFileThatWasReplacedIsLookedAtAgain() {
    int used =
        OneVersion.use(
            attempts(Duration.ofMinutes(1)),
            version::incrementAndGet,
            seen -> {
              if (seen < 3) {
                throw new ReplacedException(null);
              }
              return seen;
            });
    assertThat(used).isEqualTo(3);
  }

  @Test
  void aFileThatIsReplacedAllTheTimeIsAnErrorInTheEnd() {
    IOException refusal = new IOException("412");
    ConnectionException e =
        assertThrows(
            ConnectionException.class,
            () ->
                OneVersion.use(
                    attempts(Duration.ZERO),
                    version::incrementAndGet,
                    seen -> {
                      throw new ReplacedException(refusal);
                    }));
    assertThat(e).hasCause(refusal).hasMessageContaining("other writers keep replacing the file");
  }
}
