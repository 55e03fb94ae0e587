package dev.coffer.benchmarks.fleet;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** What happens in the order of a clock of its own, in microseconds. A seed decides everything. */
final class Simulation {
  static final long SECOND = 1_000_000;

  private final PriorityQueue<Step> steps =
      new PriorityQueue<>(Comparator.comparingLong(Step::time).thenComparingLong(Step::number));
  private final Random random;
  private long now;
  private long numbers;

  private record Step(long time, long number, Runnable action) {}

  Simulation(long seed) {
    this.random = new Random(seed);
  }

  long now() {
    return now;
  }

  void after(long micros, Runnable action) {
    steps.add(new Step(now + micros, numbers++, action));
  }

  /** Repeats an action with a rate, at random times. */
  void often(double perSecond, Runnable action) {
    after(
        pause(perSecond),
        () -> {
          action.run();
          often(perSecond, action);
        });
  }

  private long pause(double perSecond) {
    return (long) (-Math.log(1 - random.nextDouble()) / perSecond * SECOND);
  }

  int any(int bound) {
    return random.nextInt(bound);
  }

  void runUntil(long end) {
    while (!steps.isEmpty() && steps.peek().time <= end) {
      Step step = steps.poll();
      now = step.time;
      step.action.run();
    }
    now = end;
  }
}
