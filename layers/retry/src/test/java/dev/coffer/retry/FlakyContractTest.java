package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Though every third call fails, everything is as on a store that never fails. */
class FlakyContractTest extends FileStoreContract {
  private FlakyFileStore flaky = new FlakyFileStore(new InMemoryFileStore());

  @Override
  protected FileStore newStore() {
    flaky = new FlakyFileStore(new InMemoryFileStore());
    return patient(flaky);
  }

  static FileStore patient(FlakyFileStore store) {
    RetryOptions options =
        RetryOptions.DEFAULTS
            .attempts(100)
            .delays(Duration.ZERO, Duration.ZERO)
            .budget(1_000_000)
            .concurrency(64);
    return new RetryingFileStore(store, options);
  }

  @Test
  void theStoreBelowFails() {
    for (int i = 0; i < 30; i++) {
      store().write("a", "x");
    }
    assertThat(flaky.failures()).isGreaterThanOrEqualTo(10);
    assertThat(store().unwrap(RetryStatistics.class).orElseThrow().repetitions())
        .isEqualTo(flaky.failures());
  }
}
