package dev.coffer.benchmarks;

import java.util.List;
import java.util.Locale;

/** The rows as text. */
final class Tables {
  private Tables() {}

  static String heading() {
    return String.format(
        Locale.ROOT,
        "%-36s %-13s %10s %10s %7s  %-15s %6s",
        "work",
        "who",
        "raw",
        "own",
        "ratio",
        "half of them",
        "target");
  }

  /** A line of the table on a terminal. */
  static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "%-36s %-13s %10s %10s %7s  %-15s %6s%s",
        row.work(),
        row.contestant(),
        Numbers.time(row.rawNanos()),
        Numbers.time(row.nanos()),
        Numbers.plain(row.ratio()),
        half(row),
        row.target(),
        row.isMet() ? "" : "  missed");
  }

  private static String half(Row row) {
    return Numbers.plain(row.low()) + "–" + Numbers.plain(row.high());
  }

  /** Coffer against the plain calls. */
  static String markdown(List<Row> rows) {
    StringBuilder out = new StringBuilder();
    out.append("| Work | Raw | Coffer | Ratio | Half of the ratios | Target |\n");
    out.append("|---|---:|---:|---:|---:|---:|\n");
    for (Row row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s |\n",
              row.work(),
              Numbers.time(row.rawNanos()),
              Numbers.time(row.nanos()),
              Numbers.plain(row.ratio()),
              half(row),
              row.target() + (row.isMet() ? "" : ", missed")));
    }
    return out.toString();
  }

  /** All libraries, one column each. */
  static String peers(List<Row> rows) {
    List<String> names = rows.stream().map(Row::contestant).distinct().toList();
    StringBuilder out = new StringBuilder("| Work | Raw | " + String.join(" | ", names) + " |\n");
    out.append("|---|---:|").append("---:|".repeat(names.size())).append('\n');
    for (String work : rows.stream().map(Row::work).distinct().toList()) {
      List<Row> of = rows.stream().filter(row -> row.work().equals(work)).toList();
      out.append("| ").append(work).append(" | ").append(Numbers.time(of.get(0).rawNanos()));
      names.forEach(name -> out.append(" | ").append(ratio(of, name)));
      out.append(" |\n");
    }
    return out.toString();
  }

  /** Not every library takes part in every piece of work. */
  private static String ratio(List<Row> rows, String name) {
    return rows.stream()
        .filter(row -> row.contestant().equals(name))
        .map(row -> Numbers.plain(row.ratio()))
        .findFirst()
        .orElse("");
  }
}
