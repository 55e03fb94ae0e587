package dev.coffer.benchmarks;

/**
 * The number of repetitions of a piece of work.
 *
 * @param calls calls in one slice, which is timed as a whole
 * @param warmUps slices that are not counted
 * @param rounds slices that are
 */
record Pace(int calls, int warmUps, int rounds) {
  /** The same with another number of calls in a slice. */
  Pace of(int otherCalls) {
    return new Pace(otherCalls, warmUps, rounds);
  }

  /** With so many times the rounds that do not count. */
  Pace warmer(int times) {
    return new Pace(calls, warmUps * times, rounds);
  }
}
