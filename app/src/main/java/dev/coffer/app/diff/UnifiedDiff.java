package dev.coffer.app.diff;

import java.util.ArrayList;
import java.util.List;

/** The changes of a text as hunks, each with three lines around. */
public final class UnifiedDiff {
  private static final int AROUND = 3;

  private final List<String> old;
  private final List<String> now;
  private final LineDiff diff;
  private final List<Hunk> hunks = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private int oldStart;
  private int newStart;
  private int oldAt;
  private int newAt;

  private UnifiedDiff(List<String> old, List<String> now) {
    this.old = old;
    this.now = now;
    this.diff = LineDiff.of(old, now);
  }

  /**
   * Compares two texts.
   *
   * @param old the old text
   * @param now the new text
   * @return the changes, in their order; empty if the texts are the same
   */
  public static List<Hunk> of(String old, String now) {
    UnifiedDiff unified = new UnifiedDiff(lines(old), lines(now));
    while (unified.skipSame()) {
      unified.hunk();
    }
    return unified.hunks;
  }

  /** Each line with its end, since a text may end without one. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(at, next));
      at = next;
    }
    return lines;
  }

  private boolean isSame() {
    return oldAt < old.size()
        && newAt < now.size()
        && !diff.isRemoved(oldAt)
        && !diff.isAdded(newAt);
  }

  private boolean isAtEnd() {
    return oldAt == old.size() && newAt == now.size();
  }

  /** Goes to the next change; false if there is none. */
  private boolean skipSame() {
    while (isSame()) {
      oldAt++;
      newAt++;
    }
    return !isAtEnd();
  }

  private void hunk() {
    begin();
    do {
      same();
      changed();
    } while (nextChangeIsNear());
    for (int left = AROUND; left > 0 && oldAt < old.size(); left--) {
      addSame();
    }
    hunks.add(ended());
  }

  /** Goes back to the lines before the change, but not into the hunk before. */
  private void begin() {
    int before = Math.min(AROUND, Math.min(oldAt - oldStart, newAt - newStart));
    oldAt -= before;
    newAt -= before;
    oldStart = oldAt;
    newStart = newAt;
    lines.clear();
  }

  private Hunk ended() {
    int oldLines = oldAt - oldStart;
    int newLines = newAt - newStart;
    int oldFirst = oldStart + Math.min(1, oldLines);
    int newFirst = newStart + Math.min(1, newLines);
    oldStart = oldAt;
    newStart = newAt;
    return new Hunk(oldFirst, oldLines, newFirst, newLines, lines);
  }

  private void same() {
    while (isSame()) {
      addSame();
    }
  }

  private void addSame() {
    add(' ', old.get(oldAt));
    oldAt++;
    newAt++;
  }

  private void changed() {
    for (; oldAt < old.size() && diff.isRemoved(oldAt); oldAt++) {
      add('-', old.get(oldAt));
    }
    for (; newAt < now.size() && diff.isAdded(newAt); newAt++) {
      add('+', now.get(newAt));
    }
  }

  /** Whether the lines around this change and around the next touch each other. */
  private boolean nextChangeIsNear() {
    int same = 0;
    while (same <= 2 * AROUND
        && oldAt + same < old.size()
        && newAt + same < now.size()
        && !diff.isRemoved(oldAt + same)
        && !diff.isAdded(newAt + same)) {
      same++;
    }
    boolean end = oldAt + same == old.size() && newAt + same == now.size();
    return same <= 2 * AROUND && !end;
  }

  private void add(char mark, String line) {
    boolean ended = line.endsWith("\n");
    lines.add(mark + (ended ? line.substring(0, line.length() - 1) : line));
    if (!ended) {
      lines.add(Hunk.NO_END);
    }
  }
}
