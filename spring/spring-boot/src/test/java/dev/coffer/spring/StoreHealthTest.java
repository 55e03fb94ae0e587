package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class StoreHealthTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch answers = new CountDownLatch(1);

  private StoreHealthIndicator indicator(FileStore store, Duration limit) {
    return new StoreHealthIndicator(
        new StoreProbe(() -> store, limit), () -> true, Duration.ofSeconds(5), nanos::get);
  }

  private final FileStore counting =
      new ForwardingFileStore(new InMemoryFileStore()) {
        @Override
        public Optional<FileInfo> stat(FilePath path) {
          asked.incrementAndGet();
          return super.stat(path);
        }
      };

  private final FileStore silent =
      new ForwardingFileStore(new InMemoryFileStore()) {
        @Override
        public Optional<FileInfo> stat(FilePath path) {
          asked.incrementAndGet();
          try {
            answers.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return Optional.empty();
        }
      };

  @Test
  void anAnswerIsKeptForAWhile() {
    StoreHealthIndicator indicator = indicator(counting, Duration.ofSeconds(30));
    for (int i = 0; i < 10; i++) {
      assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }
    assertThat(asked).hasValue(1);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    indicator.health();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aStoreThatDoesNotAnswerIsDownAndNotAskedTwice() {
    StoreHealthIndicator indicator = indicator(silent, Duration.ofMillis(20));
    Health health = indicator.health();
    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails()).containsEntry("reason", "no answer within 20 ms");
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(asked.get()).isLessThanOrEqualTo(1);
    answers.countDown();
  }

  @Test
  void aStoreThatAnswersAgainIsUp() {
    StoreProbe probe = new StoreProbe(() -> silent, Duration.ofMillis(20));
    assertThat(probe.problem()).isPresent();
    answers.countDown();
    assertThat(new StoreProbe(() -> silent, Duration.ofSeconds(30)).problem()).isEmpty();
  }

  @Test
  void aClosedStoreIsDown() {
    counting.close();
    assertThat(indicator(counting, Duration.ofSeconds(30)).health().getStatus())
        .isEqualTo(Status.DOWN);
  }
}
