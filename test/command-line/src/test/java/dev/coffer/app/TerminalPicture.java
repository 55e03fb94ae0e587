package dev.coffer.app;

import java.util.List;
import java.util.Locale;

/**
 * Lines of a terminal as an SVG picture, dark in a frame, so that it can be read on a light and on
 * a dark page. A line is as wide as its columns, whatever font the reader's machine has.
 *
 * @param title what is seen, for who cannot see it
 * @param lines the first one is the call
 */
record TerminalPicture(String title, List<String> lines) {
  static final char NO_BREAK_SPACE = '\u00a0';
  private static final double COLUMN = 7.8;
  private static final int LINE = 19;
  private static final int MARGIN = 18;
  private static final int TOP = 46;
  private static final String FONTS =
      "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

  String svg() {
    int columns = lines.stream().mapToInt(String::length).max().orElse(0);
    int width = (int) Math.ceil(columns * COLUMN) + 2 * MARGIN;
    int height = TOP + lines.size() * LINE + MARGIN / 2;
    StringBuilder svg = new StringBuilder(frame(width, height));
    for (int i = 0; i < lines.size(); i++) {
      svg.append(line(lines.get(i), TOP + i * LINE + LINE / 2)).append('\n');
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  private String frame(int width, int height) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
    <title>%3$s</title>
    <rect x="0.5" y="0.5" width="%4$d" height="%5$d" rx="9" fill="#171b24" stroke="#7d8590"/>
    <circle cx="20" cy="18" r="5" fill="#f2695c"/>
    <circle cx="38" cy="18" r="5" fill="#e6b450"/>
    <circle cx="56" cy="18" r="5" fill="#6fbf73"/>
    <g font-family="%6$s" font-size="13" fill="#c9d1d9">
    """
        .formatted(width, height, title, width - 1, height - 1, FONTS);
  }

  private static String line(String text, int y) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" textLength=\"%.1f\"%s>%s</text>",
        MARGIN,
        y,
        text.length() * COLUMN,
        look(text),
        escaped(text));
  }

  /** The call and the headings stand out. */
  private static String look(String text) {
    if (text.startsWith("$")) {
      return " fill=\"#7ee787\"";
    }
    return text.startsWith(" ") ? "" : " fill=\"#ffffff\" font-weight=\"bold\"";
  }

  /** Plain spaces would be drawn as one, whatever the picture says of them. */
  private static String escaped(String text) {
    return text.replace(' ', NO_BREAK_SPACE)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
