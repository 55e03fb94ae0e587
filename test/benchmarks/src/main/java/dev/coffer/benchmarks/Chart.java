package dev.coffer.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * The ratios as a picture: a bar per row on a logarithmic scale, the plain calls at 1, the target
 * as a red line.
 */
final class Chart {
  private static final int LEFT = 330;
  private static final int WIDTH = 520;
  private static final int ROW = 20;
  private static final int TOP = 40;
  private static final double[] TICKS = {
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200
  };

  private final List<Row> rows;
  private final double least;
  private final double most;
  private final StringBuilder out = new StringBuilder();

  private Chart(List<Row> rows) {
    this.rows = rows;
    this.least = rows.stream().mapToDouble(Row::ratio).map(r -> Math.min(r, 0.5)).min().orElse(0.5);
    this.most = rows.stream().mapToDouble(Row::ratio).map(r -> Math.max(r, 2)).max().orElse(2);
  }

  static String of(List<Row> rows, String title) {
    return new Chart(rows).draw(title);
  }

  private String draw(String title) {
    int height = TOP + rows.size() * ROW + 15;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        LEFT + WIDTH + 60, height);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    text(10, 16, "start", title);
    ticks(height);
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), TOP + i * ROW);
    }
    add("</svg>");
    return out.toString();
  }

  private void ticks(int height) {
    for (double tick : TICKS) {
      if (tick >= least / 1.2 && tick <= most * 1.2) {
        line(x(tick), TOP - 5, height - 10, tick == 1 ? "black" : "#ddd");
        text(x(tick), TOP - 9, "middle", tick < 1 ? String.valueOf(tick) : (int) tick + "");
      }
    }
  }

  private void row(Row row, int y) {
    String who = row.contestant().equals("Coffer") ? "" : " — " + row.contestant();
    text(LEFT - 20, y + 14, "end", row.work() + who);
    double from = Math.min(x(1), x(row.ratio()));
    double length = Math.max(1, Math.abs(x(row.ratio()) - x(1)));
    String colour = who.isEmpty() ? "#2a6f97" : "#adb5bd";
    add(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"12\" fill=\"%s\"/>",
        from, y + 4, length, colour);
    row.target().inRatios().ifPresent(target -> line(x(target), y + 2, y + 18, "#d00000"));
    text(Math.max(x(1), x(row.ratio())) + 5, y + 14, "start", Numbers.plain(row.ratio()));
  }

  private double x(double ratio) {
    return LEFT + WIDTH * Math.log(ratio * 1.1 / least) / Math.log(most * 1.21 / least);
  }

  private void line(double x, int from, int to, String colour) {
    add(
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>",
        x, x, from, to, colour);
  }

  private void text(double x, int y, String anchor, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped);
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
