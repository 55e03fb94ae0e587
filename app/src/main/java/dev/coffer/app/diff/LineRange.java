package dev.coffer.app.diff;

/**
 * Lines of an old text and lines of a new one, between which a difference is looked for.
 *
 * @param from the first old line
 * @param to behind the last old line
 * @param newFrom the first new line
 * @param newTo behind the last new line
 */
record LineRange(int from, int to, int newFrom, int newTo) {
  int oldLines() {
    return to - from;
  }

  int newLines() {
    return newTo - newFrom;
  }

  /** Without the lines at both ends that are the same. */
  LineRange trimmed(int[] old, int[] now) {
    int start = 0;
    int most = Math.min(oldLines(), newLines());
    while (start < most && old[from + start] == now[newFrom + start]) {
      start++;
    }
    int end = 0;
    while (end < most - start && old[to - 1 - end] == now[newTo - 1 - end]) {
      end++;
    }
    return new LineRange(from + start, to - end, newFrom + start, newTo - end);
  }
}
