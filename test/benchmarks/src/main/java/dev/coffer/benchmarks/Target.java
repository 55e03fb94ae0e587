package dev.coffer.benchmarks;

import java.util.OptionalDouble;

/** The limit that a piece of work must not exceed. */
sealed interface Target {
  /** Whether a row keeps to it. */
  boolean isMet(Row row);

  /** Where it lies in a picture of ratios. */
  default OptionalDouble inRatios() {
    return OptionalDouble.empty();
  }

  /** Anything is right. */
  static Target none() {
    return new None();
  }

  /** No more than so many times the measure. */
  static Target ratio(double most) {
    return new Ratio(most);
  }

  /** No more than so many nanoseconds above the measure. */
  static Target more(double nanos) {
    return new More(nanos);
  }

  /** Anything. */
  record None() implements Target {
    @Override
    public boolean isMet(Row row) {
      return true;
    }

    @Override
    public String toString() {
      return "";
    }
  }

  /** A ratio. */
  record Ratio(double most) implements Target {
    @Override
    public boolean isMet(Row row) {
      return row.ratio() <= most;
    }

    @Override
    public OptionalDouble inRatios() {
      return OptionalDouble.of(most);
    }

    @Override
    public String toString() {
      return Numbers.plain(most);
    }
  }

  /** A difference, where what is measured costs next to nothing without it. */
  record More(double nanos) implements Target {
    @Override
    public boolean isMet(Row row) {
      return row.nanos() - row.rawNanos() <= nanos;
    }

    @Override
    public String toString() {
      return Numbers.time(nanos) + " more";
    }
  }
}
