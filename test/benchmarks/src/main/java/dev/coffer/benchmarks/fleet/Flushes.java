package dev.coffer.benchmarks.fleet;

import java.util.ArrayList;
import java.util.List;

/** The disk of a log: one flush at a time, for all that waited for it. */
final class Flushes {
  private final Simulation simulation;
  private final long micros;
  private List<Runnable> waiting = new ArrayList<>();
  private boolean flushing;

  Flushes(Simulation simulation, long micros) {
    this.simulation = simulation;
    this.micros = micros;
  }

  void flush(Runnable done) {
    waiting.add(done);
    if (!flushing) {
      next();
    }
  }

  private void next() {
    List<Runnable> taken = waiting;
    waiting = new ArrayList<>();
    flushing = !taken.isEmpty();
    if (flushing) {
      simulation.after(
          micros,
          () -> {
            taken.forEach(Runnable::run);
            next();
          });
    }
  }
}
