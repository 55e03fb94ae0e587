package dev.coffer.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets contestants do the same work in turn, in short slices, so that whatever else the machine
 * does slows all of them. The first is the measure of the others; every second round goes backward.
 *
 * @param <S> what they work on
 */
final class Race<S> {
  private final Consumer<Row> rows;
  private final List<String> names = new ArrayList<>();
  private final List<S> contestants = new ArrayList<>();
  private int slices;

  Race(Consumer<Row> rows) {
    this.rows = rows;
  }

  /** Adds a contestant. */
  Race<S> with(String name, S files) {
    names.add(name);
    contestants.add(files);
    return this;
  }

  /** Measures one piece of work that must not exceed a ratio. */
  void run(String work, double target, Pace pace, Task<? super S> task) throws Exception {
    run(work, Target.ratio(target), pace, task);
  }

  /** Measures one piece of work that must not exceed a target. */
  void run(String work, Target target, Pace pace, Task<? super S> task) throws Exception {
    laps(work, pace, task).rows(target).forEach(rows);
  }

  /** Measures one piece of work; the caller decides what to report. */
  Laps laps(String work, Pace pace, Task<? super S> task) throws Exception {
    for (int i = 0; i < pace.warmUps(); i++) {
      round(pace, task, i % 2 == 1);
    }
    double[][] nanos = new double[pace.rounds()][];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = round(pace, task, i % 2 == 1);
    }
    return new Laps(work, List.copyOf(names), nanos);
  }

  private double[] round(Pace pace, Task<? super S> task, boolean backward) throws Exception {
    double[] nanos = new double[contestants.size()];
    for (int i = 0; i < nanos.length; i++) {
      int turn = backward ? nanos.length - 1 - i : i;
      nanos[turn] = slice(contestants.get(turn), task, pace.calls());
    }
    return nanos;
  }

  private double slice(S files, Task<? super S> task, int calls) throws Exception {
    String directory = "slice" + slices++;
    task.prepare(files, directory, calls);
    long start = System.nanoTime();
    task.run(files, directory, calls);
    return (double) (System.nanoTime() - start) / calls;
  }
}
