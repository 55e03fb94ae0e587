package dev.coffer.benchmarks;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The middle of many numbers, and the middles of both halves. */
record Quartiles(double low, double median, double high) {
  /** Those of one number a round. */
  static Quartiles of(double[][] rounds, ToDoubleFunction<double[]> number) {
    double[] sorted = Arrays.stream(rounds).mapToDouble(number).sorted().toArray();
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  /** Between two numbers, the part of the way. */
  private static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
