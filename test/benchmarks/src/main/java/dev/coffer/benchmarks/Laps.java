package dev.coffer.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The times of one piece of work. */
final class Laps {
  private final String work;
  private final List<String> names;
  private final double[][] nanos;

  /**
   * Keeps the times.
   *
   * @param names the names of the contestants; the first is the reference
   * @param nanos the time of a call, by round and contestant
   */
  Laps(String work, List<String> names, double[][] nanos) {
    this.work = work;
    this.names = names;
    this.nanos = nanos;
  }

  /** Returns the contestants other than the first. */
  List<Row> rows(Target target) {
    return IntStream.range(1, names.size()).mapToObj(i -> row(i, 0, target)).toList();
  }

  /** Returns the ratios of the second contestant, which is Coffer, to the first. */
  Row own(Target target) {
    return row(1, 0, target);
  }

  private Row row(int contestant, int measure, Target target) {
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

  /** The same beside the quickest of those after it. */
  Row againstTheBest() {
    int best =
        IntStream.range(2, names.size())
            .boxed()
            .min(Comparator.comparingDouble(this::median))
            .orElseThrow();
    Row row = row(1, best, Target.ratio(1));
    return row.of(work + ", beside " + names.get(best));
  }

  private double median(int contestant) {
    return Quartiles.of(nanos, round -> round[contestant]).median();
  }
}
