package dev.coffer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.cache.FileCache.Lease;
import dev.coffer.testkit.StepOrders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The rule that a load is kept only if no change has ended since it began: in every order in which
 * the steps of two readers and two writers can happen, and with real threads.
 */
class TokenRuleTest {
  private static final FilePath PATH = FilePath.of("a");

  private final FileCache cache = new FileCache(1 << 20, new CacheCounters());
  private final AtomicInteger store = new AtomicInteger();

  private static CachedFile file(int value) {
    Instant time = Instant.EPOCH;
    FileInfo info = new FileInfo(PATH, 0, time, "e" + value, Optional.empty(), Map.of());
    return new CachedFile(info, true, new byte[0], value);
  }

  /** Takes the place, reads, keeps. Does nothing if another reader has the place. */
  private final class Reader {
    private @Nullable Lease lease;
    private int read;

    List<Runnable> steps() {
      return List.of(() -> lease = cache.lease(PATH, null), () -> read = store.get(), this::keep);
    }

    void keep() {
      Lease taken = lease;
      if (taken != null) {
        cache.end(PATH, taken, file(read));
      }
    }
  }

  private List<Runnable> writer() {
    return List.of(store::incrementAndGet, () -> cache.remove(PATH));
  }

  @Test
  void inNoOrderOfStepsIsAnOldStateKept() {
    List<List<Integer>> orders = StepOrders.of(3, 3, 2, 2);
    assertThat(orders).hasSize(25_200);
    for (List<Integer> order : orders) {
      cache.clear();
      StepOrders.run(
          order, List.of(new Reader().steps(), new Reader().steps(), writer(), writer()));
      CachedFile kept = cache.present(PATH);
      assertThat(kept == null || kept.confirmed() == store.get())
          .as("kept is what the store has, after %s", order)
          .isTrue();
    }
  }

  @Test
  void aLoadThatRacesAChangeIsNotKept() throws Exception {
    race(10_000);
  }

  @Test
  @Tag("thorough")
  void aLoadThatRacesAChangeAMillionTimesIsNotKept() throws Exception {
    race(1_000_000);
  }

  private void race(int rounds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier together = new CyclicBarrier(2, this::check);
    try {
      Future<?> reading =
          threads.submit(() -> repeat(rounds, together, () -> new Reader().steps()));
      Future<?> writing = threads.submit(() -> repeat(rounds, together, this::writer));
      Object unusedRead = reading.get();
      Object unusedWritten = writing.get();
    } finally {
      threads.shutdownNow();
    }
    check();
  }

  private interface Actor {
    List<Runnable> steps();
  }

  private static Void repeat(int rounds, CyclicBarrier together, Actor actor) throws Exception {
    for (int i = 0; i < rounds; i++) {
      actor.steps().forEach(Runnable::run);
      int unused = together.await();
    }
    return null;
  }

  private void check() {
    CachedFile kept = cache.present(PATH);
    if (kept != null && kept.confirmed() != store.get()) {
      throw new AssertionError("kept " + kept.confirmed() + " of " + store.get());
    }
    cache.clear();
  }
}
