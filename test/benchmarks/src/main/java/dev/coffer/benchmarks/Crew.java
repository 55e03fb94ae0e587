package dev.coffer.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that share the calls of a slice. */
final class Crew implements AutoCloseable {
  private final int size;
  private final ExecutorService threads;

  Crew(int size) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size);
  }

  /** One call of a slice, by its number. */
  interface Step {
    void run(int number) throws Exception;
  }

  /** Makes the calls, on the calling thread if there is only one. */
  void run(int calls, Step step) throws Exception {
    if (size == 1) {
      runFrom(0, calls, step);
      return;
    }
    List<Callable<Boolean>> shares = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int first = i;
      shares.add(() -> runFrom(first, calls, step));
    }
    for (Future<Boolean> share : threads.invokeAll(shares)) {
      share.get();
    }
  }

  private boolean runFrom(int first, int calls, Step step) throws Exception {
    for (int i = first; i < calls; i += size) {
      step.run(i);
    }
    return true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
