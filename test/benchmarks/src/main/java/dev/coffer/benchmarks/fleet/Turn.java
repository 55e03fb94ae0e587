package dev.coffer.benchmarks.fleet;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** A lock that one has at a time, in the order in which they came. */
final class Turn {
  private final Simulation simulation;
  private final Queue<Consumer<Runnable>> waiting = new ArrayDeque<>();
  private boolean taken;
  private long since;
  private long held;

  Turn(Simulation simulation) {
    this.simulation = simulation;
  }

  /**
   * Waits for the lock.
   *
   * @param work begins when it is there, and runs what it is given to release it
   */
  void take(Consumer<Runnable> work) {
    waiting.add(work);
    next();
  }

  private void next() {
    if (!taken && !waiting.isEmpty()) {
      taken = true;
      since = simulation.now();
      waiting.remove().accept(this::release);
    }
  }

  private void release() {
    taken = false;
    held += simulation.now() - since;
    next();
  }

  /** How much of the time somebody had it, from 0 to 1. */
  double use() {
    return (double) held / simulation.now();
  }
}
