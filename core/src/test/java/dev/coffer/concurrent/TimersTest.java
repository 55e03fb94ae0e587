package dev.coffer.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimersTest {
  private final Timers timers = new Timers();

  @Test
  void aTimerThatIsDueRuns() throws Exception {
    CountDownLatch rang = new CountDownLatch(1);
    var unused = timers.schedule(rang::countDown, 10, TimeUnit.MILLISECONDS);
    assertThat(rang.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatIsCancelledIsForgotten() {
    for (int i = 0; i < 100; i++) {
      timers.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);
    }
    assertThat(timers.getQueue()).hasSizeLessThan(2);
  }

  @Test
  void aTimerThatWaitsWakesNobodyForTheNext() throws Exception {
    timers.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);
    var first = timers.getQueue().peek();
    var unused = timers.schedule(() -> {}, 1, TimeUnit.HOURS);
    assertThat(timers.getQueue().peek()).isSameAs(first);
  }

  @Test
  void theThreadEndsWhenNobodySetsOne() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Runnable tell = () -> thread.complete(Thread.currentThread());
    var unused = timers.schedule(tell, 1, TimeUnit.MILLISECONDS);
    thread.get(30, TimeUnit.SECONDS).join(60_000);
    assertThat(timers.getPoolSize()).isZero();
    assertThat(timers.getQueue()).isEmpty();
  }
}
