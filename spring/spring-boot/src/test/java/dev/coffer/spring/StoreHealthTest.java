package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class StoreHealthTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch answers = new CountDownLatch(1);

  private StoreHealthIndicator indicator(FileStore store, Duration limit) {
    return new StoreHealthIndicator(
        () -> store, () -> true, limit, Duration.ofSeconds(5), nanos::get);
  }

  private final FileStore counting =
      new ForwardingFileStore(new InMemoryFileStore()) {
        @Override
        public Stream<Entry> list(FilePath directory, ListOptions options) {
          asked.incrementAndGet();
          return super.list(directory, options);
        }
      };

  private final FileStore silent =
      new ForwardingFileStore(new InMemoryFileStore()) {
        @Override
        public Stream<Entry> list(FilePath directory, ListOptions options) {
          asked.incrementAndGet();
          boolean answered = false;
          while (!answered) {
            try {
              answers.await();
              answered = true;
            } catch (InterruptedException e) {
              // a disk that hangs takes no notice
            }
          }
          return super.list(directory, options);
        }
      };

  @Test
  void anAnswerIsKeptForAWhile() {
    StoreHealthIndicator indicator = indicator(counting, LONG);
    for (int i = 0; i < 10; i++) {
      assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
    }
    assertThat(asked).hasValue(1);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    indicator.health();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aStoreThatDoesNotAnswerIsDownAndNoMoreThanAFewChecksWait() {
    StoreHealthIndicator indicator = indicator(silent, Duration.ofMillis(20));
    for (int i = 0; i < 10; i++) {
      Health health = indicator.health();
      assertThat(health.getStatus()).isEqualTo(Status.DOWN);
      assertThat(health.getDetails()).containsEntry("reason", "ConnectionException");
      nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    }
    assertThat(asked.get()).isLessThanOrEqualTo(4);
    answers.countDown();
  }

  @Test
  void aStoreThatAnswersAgainIsUp() {
    StoreHealthIndicator indicator = indicator(silent, LONG);
    answers.countDown();
    assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void anInterruptSaysNothingOfTheStore() {
    StoreHealthIndicator indicator = indicator(counting, LONG);
    Thread.currentThread().interrupt();
    Health health = indicator.health();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
    assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aClosedStoreIsDown() {
    counting.close();
    assertThat(indicator(counting, LONG).health().getStatus()).isEqualTo(Status.DOWN);
  }
}
