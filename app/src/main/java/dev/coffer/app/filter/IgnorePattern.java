package dev.coffer.app.filter;

import dev.coffer.FilePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths as in {@code .gitignore}.
 *
 * <ul>
 *   <li>{@code *} is any text within a segment, {@code ?} one character, {@code [a-z]} one of
 *       several, {@code \*} the character itself.
 *   <li>{@code **} as a segment is any number of segments; at the end it is everything below.
 *   <li>Without a slash, or with one at its end only, it matches a name in any directory; otherwise
 *       it begins at the top.
 *   <li>With a slash at its end it matches directories only.
 * </ul>
 */
public final class IgnorePattern {
  /** The segments in order; null stands for any number of them. */
  private final List<@Nullable SegmentPattern> segments;

  private final boolean directoriesOnly;

  private IgnorePattern(List<@Nullable SegmentPattern> segments, boolean directoriesOnly) {
    this.segments = segments;
    this.directoriesOnly = directoriesOnly;
  }

  /**
   * Reads a pattern.
   *
   * @param text the pattern
   * @return what it matches
   * @throws IllegalArgumentException if it is empty, or ends within an escape or a bracket
   */
  public static IgnorePattern parse(String text) {
    boolean directoriesOnly = text.endsWith("/");
    String path = directoriesOnly ? text.substring(0, text.length() - 1) : text;
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a pattern is empty: '" + text + "'");
    }
    boolean anchored = path.indexOf('/') >= 0;
    List<@Nullable SegmentPattern> segments = new ArrayList<>();
    if (!anchored) {
      segments.add(null);
    }
    for (String segment : (path.startsWith("/") ? path.substring(1) : path).split("/", -1)) {
      segments.add(anchored && isAny(segment) ? null : SegmentPattern.parse(segment));
    }
    return new IgnorePattern(segments, directoriesOnly);
  }

  /** More stars than two are the same. */
  private static boolean isAny(String segment) {
    return segment.length() > 1 && segment.chars().allMatch(c -> c == '*');
  }

  /**
   * Returns whether it matches a file itself; one that matches a directory above does not.
   *
   * @param file the path, relative to the directory to which the pattern applies
   * @return whether it matches
   */
  public boolean matches(FilePath file) {
    return matches(file.toString().split("/"), false);
  }

  /** Returns whether it matches a path, which is given by its segments. */
  boolean matches(String[] path, boolean directory) {
    if (directoriesOnly && !directory) {
      return false;
    }
    // Whether the first segments of the pattern match the first n of the path, for every n.
    boolean[] matched = new boolean[path.length + 1];
    matched[0] = true;
    for (int i = 0; i < segments.size(); i++) {
      SegmentPattern segment = segments.get(i);
      matched = segment == null ? afterAny(matched, atLeast(i)) : after(matched, segment, path);
    }
    return matched[path.length];
  }

  /** At the end, "everything below" is not the directory itself. */
  private int atLeast(int index) {
    return index == segments.size() - 1 ? 1 : 0;
  }

  private static boolean[] afterAny(boolean[] matched, int atLeast) {
    boolean[] next = new boolean[matched.length];
    boolean before = false;
    for (int n = 0; n < next.length; n++) {
      before |= n >= atLeast && matched[n - atLeast];
      next[n] = before;
    }
    return next;
  }

  private static boolean[] after(boolean[] matched, SegmentPattern segment, String[] path) {
    boolean[] next = new boolean[matched.length];
    for (int n = 1; n < next.length; n++) {
      next[n] = matched[n - 1] && segment.matches(path[n - 1]);
    }
    return next;
  }
}
