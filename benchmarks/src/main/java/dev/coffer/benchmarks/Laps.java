package dev.coffer.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The times of one piece of work.
 *
 * @param names of the contestants; the first is the measure of the others
 * @param nanos of a call, by round and contestant
 */
record Laps(String work, List<String> names, double[][] nanos) {

  /** One contestant beside another. */
  Row row(int contestant, int measure, OptionalDouble target) {
    Quartiles ratio = Quartiles.of(nanos, round -> round[contestant] / round[measure]);
    return new Row(
        work,
        names.get(contestant),
        median(measure),
        median(contestant),
        ratio.median(),
        ratio.low(),
        ratio.high(),
        target);
  }

  /** The second contestant, which is Coffer, beside the quickest that comes after it. */
  Row againstTheBest() {
    int best =
        IntStream.range(2, names.size())
            .boxed()
            .min(Comparator.comparingDouble(this::median))
            .orElseThrow();
    Row row = row(1, best, OptionalDouble.of(1.0));
    return row.of(work + ", beside " + names.get(best));
  }

  private double median(int contestant) {
    return Quartiles.of(nanos, round -> round[contestant]).median();
  }
}
