package dev.coffer.benchmarks.fleet;

import java.util.ArrayDeque;
import java.util.Queue;

/** Something that does a few pieces of work at a time, such as the cores of a server. */
final class Station {
  private final Simulation simulation;
  private final int places;
  private final Queue<Work> waiting = new ArrayDeque<>();
  private int busy;
  private long worked;

  private record Work(long micros, Runnable done) {}

  Station(Simulation simulation, int places) {
    this.simulation = simulation;
    this.places = places;
  }

  void work(long micros, Runnable done) {
    waiting.add(new Work(micros, done));
    next();
  }

  private void next() {
    Work work = busy < places ? waiting.poll() : null;
    if (work != null) {
      busy++;
      simulation.after(work.micros, () -> finish(work));
    }
  }

  private void finish(Work work) {
    busy--;
    worked += work.micros;
    next();
    work.done.run();
  }

  /** How much of the time it was busy, from 0 to 1. */
  double use() {
    return (double) worked / places / simulation.now();
  }
}
