package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong(-5);

  @Test
  void bytesArePaidForOneAfterTheOther() {
    RateLimit limit = new RateLimit(1000, clock::get, clock::addAndGet);
    assertThat(limit.reserve(500)).isEqualTo(-5 + SECOND / 2);
    assertThat(limit.reserve(1500)).isEqualTo(-5 + 2 * SECOND);
  }

  @Test
  void timeInWhichNothingPassedIsLost() {
    RateLimit limit = new RateLimit(1000, clock::get, clock::addAndGet);
    clock.set(10 * SECOND);
    assertThat(limit.reserve(1000)).isEqualTo(11 * SECOND);
  }

  @Test
  void anInterruptEndsTheWaitAndStaysSet() {
    RateLimit limit = new RateLimit(1, clock::get, nanos -> {});
    Thread.currentThread().interrupt();
    limit.pass(Integer.MAX_VALUE);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatAStoreReceivesAndSendsCounts() throws IOException {
    RateLimit limit = new RateLimit(1, clock::get, clock::addAndGet);
    try (FileStore store = new ThrottledFileStore(new InMemoryFileStore(), limit)) {
      store.write("a", "12345");
      assertThat(clock).hasValue(5 * SECOND - 5);
      try (OpenedFile file = store.read(FilePath.of("a"), ReadOptions.DEFAULTS.range(1, 3))) {
        assertThat(file.stream().read()).isEqualTo('2');
        assertThat(file.stream().readAllBytes()).containsExactly('3', '4');
      }
      assertThat(clock).hasValue(8 * SECOND - 5);
    }
  }

  @Test
  void aLimitThatMakesNoSenseIsRefused() {
    Shell shell = new Shell(Map.of("COFFER_STORE", "memory:"), new byte[0], Terminals.NONE);
    for (String limit : new String[] {"0", "-1", "fast", "1MB/s", "9999999999TiB", ""}) {
      Shell.Result result = shell.run("put", "-", "a", "--limit=" + limit);
      assertThat(result.code()).as(limit).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("--limit");
    }
    assertThat(shell.run("put", "-", "a", "--limit", "1GiB").code()).isZero();
  }
}
