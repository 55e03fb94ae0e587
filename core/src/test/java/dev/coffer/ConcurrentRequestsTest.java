package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentRequestsTest {
  private static ConnectionException failure(int item) {
    return new ConnectionException(new ErrorContext("delete", "f" + item, "test"), null, null);
  }

  @Test
  void eachItemIsTakenOnce() {
    Set<Integer> taken = ConcurrentHashMap.newKeySet();
    AtomicInteger runs = new AtomicInteger();
    ConcurrentRequests.run(
        IntStream.range(0, 1000).iterator(),
        8,
        item -> {
          taken.add(item);
          runs.incrementAndGet();
        });
    assertThat(taken).hasSize(1000);
    assertThat(runs).hasValue(1000);
  }

  @Test
  void asManyRunAtOnceAsTheLimitSays() {
    CyclicBarrier all = new CyclicBarrier(4);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ConcurrentRequests.run(
        IntStream.range(0, 40).iterator(),
        4,
        item -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          await(all);
          running.decrementAndGet();
        });
    assertThat(most).hasValue(4);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anUndeclaredExceptionOfAnyThreadIsThrown() {
    IOException undeclared = new IOException("undeclared");
    Thread caller = Thread.currentThread();
    CountDownLatch other = new CountDownLatch(1);
    Consumer<Integer> request =
        item -> {
          if (Thread.currentThread() == caller) {
            await(other);
          } else {
            other.countDown();
            throw Undeclared.thrown(undeclared);
          }
        };
    assertThatThrownBy(() -> ConcurrentRequests.run(List.of(1, 2).iterator(), 2, request))
        .isInstanceOf(UndeclaredThrowableException.class)
        .hasCause(undeclared);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the call ends the others
    }
  }

  @Test
  void allFailuresAreToldAndTheOthersAreDone() {
    AtomicInteger done = new AtomicInteger();
    FileStoreException e =
        assertThrows(
            ConnectionException.class,
            () ->
                ConcurrentRequests.run(
                    IntStream.range(0, 100).iterator(),
                    8,
                    item -> {
                      if (item % 10 == 3) {
                        throw failure(item);
                      }
                      done.incrementAndGet();
                    }));
    assertThat(e.failures()).hasSize(10);
    assertThat(done).hasValue(90);
  }

  @Test
  void anotherErrorEndsTheRest() {
    AtomicInteger runs = new AtomicInteger();
    assertThrows(
        IllegalStateException.class,
        () ->
            ConcurrentRequests.run(
                IntStream.range(0, 100_000).iterator(),
                4,
                item -> {
                  runs.incrementAndGet();
                  throw new IllegalStateException("closed");
                }));
    assertThat(runs).hasValueLessThan(100);
  }

  @Test
  void anInterruptOfTheCallerEndsWhatTheOthersDo() throws Exception {
    CountDownLatch blocked = new CountDownLatch(3);
    AtomicInteger ended = new AtomicInteger();
    Thread caller =
        new Thread(
            () -> {
              assertThrows(
                  InterruptedOperationException.class,
                  () ->
                      ConcurrentRequests.run(
                          IntStream.range(0, 100).iterator(), 3, item -> block(blocked)));
              ended.set(Thread.currentThread().isInterrupted() ? 1 : 2);
            });
    caller.start();
    assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    caller.join(30_000);
    assertThat(ended).hasValue(1);
  }

  private static void block(CountDownLatch blocked) {
    try {
      blocked.countDown();
      new CountDownLatch(1).await(); // until it is interrupted
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(new ErrorContext("delete", "", "test"), null, e);
    }
  }
}
