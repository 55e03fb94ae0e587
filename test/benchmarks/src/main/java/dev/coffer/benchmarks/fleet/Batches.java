package dev.coffer.benchmarks.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * What comes is done in batches, one at a time: what comes meanwhile is the next batch.
 *
 * @param <T> what comes
 */
final class Batches<T> {
  private final int most;
  private final BiConsumer<List<T>, Runnable> work;
  private final Queue<T> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean stopped;

  /**
   * Makes an empty one.
   *
   * @param work does a batch, and runs what it was given when it is done
   */
  Batches(int most, BiConsumer<List<T>, Runnable> work) {
    this.most = most;
    this.work = work;
  }

  void add(T each) {
    waiting.add(each);
    next();
  }

  private void next() {
    if (busy || stopped || waiting.isEmpty()) {
      return;
    }
    List<T> batch = new ArrayList<>();
    while (batch.size() < most && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    busy = true;
    work.accept(
        batch,
        () -> {
          busy = false;
          next();
        });
  }

  /** Nobody works until it goes on. */
  void stop() {
    stopped = true;
  }

  void goOn() {
    stopped = false;
    next();
  }

  int size() {
    return waiting.size();
  }
}
