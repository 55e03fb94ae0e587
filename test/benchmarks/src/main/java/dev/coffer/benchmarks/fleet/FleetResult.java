package dev.coffer.benchmarks.fleet;

import java.util.Locale;

/**
 * What came of a load.
 *
 * @param load the load
 * @param writes what announcing added to a write
 * @param lags from the acknowledgement of a write to that of its delivery
 * @param busiest the part that was busiest
 * @param use how much of the time it was, from 0 to 1
 * @param waiting events that waited at the end
 */
record FleetResult(
    FleetLoad load, Times writes, Times lags, String busiest, double use, long waiting) {
  static final String HEADING =
      """
      | Nodes | Changes/s | Added to a write: half, 99 % | Delivered after: half, 99 % | Busiest | Waiting at the end |
      |---:|---:|---:|---:|---|---:|
      """;

  /** The row of a table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %d | %,d | %s, %s | %s, %s | %s, %.0f %% | %,d |\n",
        load.nodes(),
        load.nodes() * load.perNode(),
        time(writes.quantile(0.5)),
        time(writes.quantile(0.99)),
        time(lags.quantile(0.5)),
        time(lags.quantile(0.99)),
        busiest,
        100 * use,
        waiting);
  }

  static String time(long micros) {
    return micros < 10_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
        : micros < Simulation.SECOND
            ? micros / 1000 + " ms"
            : String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }
}
