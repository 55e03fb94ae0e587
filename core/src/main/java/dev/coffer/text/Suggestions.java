package dev.coffer.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the known name that is nearest to a mistyped one. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * Returns the end of an error's sentence for an unknown name.
   *
   * @param unknown what was typed
   * @param known all that it could have been
   * @return the nearest known name as a question, or else all known names; begins with a semicolon
   */
  public static String hint(String unknown, Collection<String> known) {
    if (known.isEmpty()) {
      return "; there is none";
    }
    return to(unknown, known)
        .map(name -> "; did you mean '" + name + "'?")
        .orElseGet(() -> "; known: " + String.join(", ", new TreeSet<>(known)));
  }

  /**
   * Returns the nearest known name.
   *
   * @param unknown what was typed
   * @param known all that it could have been
   * @return a known name; empty if none is near
   */
  public static Optional<String> to(String unknown, Collection<String> known) {
    return new TreeSet<>(known)
        .stream()
            .filter(name -> isNear(unknown, name))
            .min(Comparator.comparingInt(name -> distance(lower(unknown), lower(name))));
  }

  private static boolean isNear(String unknown, String name) {
    int most = Math.max(1, Math.max(unknown.length(), name.length()) / 3);
    return distance(lower(unknown), lower(name)) <= most
        || (unknown.length() > 2 && lower(name).startsWith(lower(unknown)));
  }

  /** Returns how many letters must be inserted, removed, replaced or swapped with the next. */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int step(int[][] cost, String from, String to, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
