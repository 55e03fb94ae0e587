package dev.coffer.app.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The fewest lines to remove and to add, as Myers found them, if these are few. */
final class ShortestEdit {
  /** So that the ways that are remembered take some megabytes. */
  private static final int MOST = 1000;

  private final int[] old;
  private final int[] now;
  private final LineRange range;
  private final int most;

  /** How far each diagonal leads with the changes so far; before it those with fewer. */
  private final List<int[]> reached = new ArrayList<>();

  ShortestEdit(int[] old, int[] now, LineRange range) {
    this.old = old;
    this.now = now;
    this.range = range;
    this.most = Math.min(MOST, range.oldLines() + range.newLines());
  }

  /** Marks the lines; false if there are too many changes. */
  boolean mark(BitSet removed, BitSet added) {
    int[] ends = new int[2 * most + 3];
    for (int changes = 0; changes <= most; changes++) {
      if (advance(ends, changes)) {
        trace(removed, added);
        return true;
      }
    }
    return false;
  }

  /**
   * Goes one change further on each diagonal, and as far as lines are the same; true at the end.
   */
  private boolean advance(int[] ends, int changes) {
    int[] before = Arrays.copyOfRange(ends, most - changes, most + changes + 3);
    reached.add(before);
    for (int diagonal = -changes; diagonal <= changes; diagonal += 2) {
      int x = start(before, changes, diagonal);
      while (x < range.oldLines() && isSame(x, x - diagonal)) {
        x++;
      }
      ends[most + 1 + diagonal] = x;
      if (x >= range.oldLines() && x - diagonal >= range.newLines()) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(int x, int y) {
    return y < range.newLines() && old[range.from() + x] == now[range.newFrom() + y];
  }

  /** Where a diagonal begins: behind a line that is added, or behind one that is removed. */
  private static int start(int[] before, int changes, int diagonal) {
    int at = changes + 1 + diagonal;
    return isAdded(before, changes, diagonal) ? before[at + 1] : before[at - 1] + 1;
  }

  private static boolean isAdded(int[] before, int changes, int diagonal) {
    int at = changes + 1 + diagonal;
    return diagonal == -changes || (diagonal != changes && before[at - 1] < before[at + 1]);
  }

  private void trace(BitSet removed, BitSet added) {
    int x = range.oldLines();
    int y = range.newLines();
    for (int changes = reached.size() - 1; changes > 0; changes--) {
      int[] before = reached.get(changes);
      int diagonal = x - y;
      boolean isAdded = isAdded(before, changes, diagonal);
      int previous = diagonal + (isAdded ? 1 : -1);
      x = before[changes + 1 + previous];
      y = x - previous;
      if (isAdded) {
        added.set(range.newFrom() + y);
      } else {
        removed.set(range.from() + x);
      }
    }
  }
}
