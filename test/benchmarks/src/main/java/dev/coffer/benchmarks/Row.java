package dev.coffer.benchmarks;

/**
 * The result for one piece of work and one contestant.
 *
 * @param rawNanos the median time of a call of the plain sequence
 * @param nanos the same of the contestant
 * @param ratio the median of the ratios of two slices that followed each other
 * @param low a quarter of the ratios is below
 * @param high a quarter is above
 * @param target the limit
 */
record Row(
    String work,
    String contestant,
    double rawNanos,
    double nanos,
    double ratio,
    double low,
    double high,
    Target target) {

  boolean isMet() {
    return target.isMet(this);
  }

  /** The same of a piece of work by another name. */
  Row of(String otherWork) {
    return new Row(otherWork, contestant, rawNanos, nanos, ratio, low, high, target);
  }
}
