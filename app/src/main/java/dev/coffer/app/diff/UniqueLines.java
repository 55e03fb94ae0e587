package dev.coffer.app.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines that occur once in an old text and once in a new one: what a reader takes for the same. */
final class UniqueLines {
  private static final int SEVERAL = -1;

  private UniqueLines() {}

  /**
   * A line in both texts.
   *
   * @param old its index in the old text
   * @param now its index in the new one
   */
  record Pair(int old, int now) {}

  /** A pair at the end of a row, with the row before it. */
  private record Link(Pair pair, @Nullable Link before) {}

  /** Returns the longest row of such lines that are in the same order in both texts. */
  static List<Pair> common(int[] old, int[] now, LineRange range) {
    Map<Integer, Integer> inOld = places(old, range.from(), range.to());
    Map<Integer, Integer> inNow = places(now, range.newFrom(), range.newTo());
    List<Link> rows = new ArrayList<>();
    for (int i = range.from(); i < range.to(); i++) {
      int there = inNow.getOrDefault(old[i], SEVERAL);
      if (inOld.getOrDefault(old[i], SEVERAL) == i && there != SEVERAL) {
        append(rows, new Pair(i, there));
      }
    }
    return rows.isEmpty() ? List.of() : row(rows.get(rows.size() - 1));
  }

  private static Map<Integer, Integer> places(int[] lines, int from, int to) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = from; i < to; i++) {
      places.merge(lines[i], i, (one, other) -> SEVERAL);
    }
    return places;
  }

  /** Of the rows of each length, the one that ends earliest in the new text is kept. */
  private static void append(List<Link> rows, Pair pair) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).pair().now() < pair.now()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    Link link = new Link(pair, low == 0 ? null : rows.get(low - 1));
    if (low == rows.size()) {
      rows.add(link);
    } else {
      rows.set(low, link);
    }
  }

  private static List<Pair> row(Link last) {
    List<Pair> row = new ArrayList<>();
    for (Link link = last; link != null; link = link.before()) {
      row.add(link.pair());
    }
    Collections.reverse(row);
    return row;
  }
}
