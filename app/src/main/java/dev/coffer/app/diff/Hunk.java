package dev.coffer.app.diff;

import java.util.List;

/**
 * Lines that changed, with some around them.
 *
 * @param oldStart the number of the first old line, from 1 on; of the line before if there is none
 * @param oldLines how many old lines
 * @param newStart the number of the first new line
 * @param newLines how many new lines
 * @param lines each with a blank, {@code -} or {@code +} before it, without its end
 */
public record Hunk(int oldStart, int oldLines, int newStart, int newLines, List<String> lines) {
  /** What stands behind a line that a text ends with and that has no end itself. */
  static final String NO_END = "\\ No newline at end of file";

  /**
   * Creates a hunk.
   *
   * @param oldStart the first old line
   * @param oldLines how many old lines
   * @param newStart the first new line
   * @param newLines how many new lines
   * @param lines the lines
   */
  public Hunk {
    lines = List.copyOf(lines);
  }

  /**
   * Returns the line that stands before the others.
   *
   * @return as {@code @@ -1,3 +1,4 @@}
   */
  public String head() {
    return "@@ -" + range(oldStart, oldLines) + " +" + range(newStart, newLines) + " @@";
  }

  private static String range(int start, int lines) {
    return lines == 1 ? String.valueOf(start) : start + "," + lines;
  }
}
