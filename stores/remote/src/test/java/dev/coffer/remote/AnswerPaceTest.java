package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerPaceTest {
  private final AtomicLong now = new AtomicLong();
  private final AnswerPace pace = new AnswerPace(16, 64, now::get);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore mayEnd = new Semaphore(0);

  @AfterEach
  void end() {
    mayEnd.release(1000);
    threads.shutdown();
  }

  /** Others have requests under way until the test ends. */
  private void hold(int others) throws InterruptedException {
    CountDownLatch underWay = new CountDownLatch(others);
    for (int i = 0; i < others; i++) {
      threads.execute(
          () ->
              pace.measured(
                  () -> {
                    underWay.countDown();
                    mayEnd.acquireUninterruptibly();
                    return 0;
                  }));
    }
    underWay.await();
  }

  private void make(int requests, long nanos) {
    for (int i = 0; i < requests; i++) {
      long unused = pace.measured(() -> now.addAndGet(nanos));
    }
  }

  @Test
  void aServiceThatAnswersAsQuicklyAsBeforeIsAskedForMoreUpToTheMost() throws Exception {
    hold(60);
    make(15, 1000);
    assertThat(pace.now()).isEqualTo(16);
    make(1, 1000);
    assertThat(pace.now()).isEqualTo(20);
    make(1000, 1000);
    assertThat(pace.now()).isEqualTo(64);
  }

  @Test
  void aServiceThatSlowsDownIsAskedForFewerDownToTheLeast() throws Exception {
    hold(60);
    make(1000, 1000);
    make(64, 3000);
    assertThat(pace.now()).isLessThan(64);
    make(300, 100_000);
    assertThat(pace.now()).isEqualTo(16);
  }

  @Test
  void whatIsSlowForLongIsTheBestThereIs() throws Exception {
    hold(60);
    make(1000, 1000);
    make(20_000, 2000);
    assertThat(pace.now()).isEqualTo(64);
  }

  @Test
  void fewRequestsAtOnceTellNothing() throws Exception {
    hold(5);
    make(1000, 1000);
    assertThat(pace.now()).isEqualTo(16);
  }

  @Test
  void aFailureCountsAsAnAnswer() throws Exception {
    hold(60);
    IllegalStateException failure = new IllegalStateException();
    Supplier<Integer> failing =
        () -> {
          throw failure;
        };
    for (int i = 0; i < 16; i++) {
      assertThat(catchThrowable(() -> pace.measured(failing))).isSameAs(failure);
    }
    assertThat(pace.now()).isEqualTo(20);
  }

  @Test
  void whereTheMostIsLessTheLeastHolds() {
    AnswerPace narrow = new AnswerPace(16, 4, now::get);
    assertThat(narrow.measured(narrow::now)).isEqualTo(16);
  }
}
