package dev.coffer.app.diff;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines of an old text are removed, and which of a new one added. Lines that both have once
 * hold the two together; between them the fewest changes are found, if these are few: the time and
 * the memory are bounded, whatever the texts are.
 */
final class LineDiff {
  private final int[] old;
  private final int[] now;
  private final BitSet removed = new BitSet();
  private final BitSet added = new BitSet();
  private final Deque<LineRange> open = new ArrayDeque<>();

  private LineDiff(int[] old, int[] now) {
    this.old = old;
    this.now = now;
  }

  /** Compares two texts. */
  static LineDiff of(List<String> old, List<String> now) {
    Map<String, Integer> numbers = new HashMap<>();
    LineDiff diff = new LineDiff(numbers(old, numbers), numbers(now, numbers));
    diff.open.add(new LineRange(0, old.size(), 0, now.size()));
    while (!diff.open.isEmpty()) {
      diff.compare(diff.open.remove().trimmed(diff.old, diff.now));
    }
    return diff;
  }

  /** Equal lines have equal numbers. */
  private static int[] numbers(List<String> lines, Map<String, Integer> known) {
    return lines.stream()
        .mapToInt(line -> known.computeIfAbsent(line, any -> known.size()))
        .toArray();
  }

  boolean isRemoved(int line) {
    return removed.get(line);
  }

  boolean isAdded(int line) {
    return added.get(line);
  }

  private void compare(LineRange range) {
    if (range.oldLines() == 0 || range.newLines() == 0) {
      replace(range);
      return;
    }
    List<UniqueLines.Pair> anchors = UniqueLines.common(old, now, range);
    if (anchors.isEmpty() && !new ShortestEdit(old, now, range).mark(removed, added)) {
      replace(range);
    }
    if (!anchors.isEmpty()) {
      between(anchors, range);
    }
  }

  private void replace(LineRange range) {
    removed.set(range.from(), range.to());
    added.set(range.newFrom(), range.newTo());
  }

  private void between(List<UniqueLines.Pair> anchors, LineRange range) {
    int from = range.from();
    int newFrom = range.newFrom();
    for (UniqueLines.Pair anchor : anchors) {
      open.add(new LineRange(from, anchor.old(), newFrom, anchor.now()));
      from = anchor.old() + 1;
      newFrom = anchor.now() + 1;
    }
    open.add(new LineRange(from, range.to(), newFrom, range.newTo()));
  }
}
