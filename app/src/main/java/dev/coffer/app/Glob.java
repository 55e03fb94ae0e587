package dev.coffer.app;

import dev.coffer.FilePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths: {@code *} is any text within a segment, {@code ?} one character, and {@code
 * **} as a whole segment any number of segments. Everything else is itself.
 */
final class Glob {
  private static final String ANY_SEGMENTS = "**";

  private final List<String> segments;

  Glob(String pattern) {
    // A pattern keeps the rules of paths, and is normalised as one.
    this.segments = List.of(FilePath.ofFile(pattern).toString().split("/"));
  }

  /** The directory that all matches are below: the segments before the first pattern. */
  FilePath directory() {
    List<String> fixed = new ArrayList<>();
    for (String segment : segments.subList(0, segments.size() - 1)) {
      if (segment.indexOf('*') >= 0 || segment.indexOf('?') >= 0) {
        break;
      }
      fixed.add(segment);
    }
    return FilePath.of(String.join("/", fixed));
  }

  boolean matches(FilePath path) {
    String[] parts = path.toString().split("/");
    // Whether the pattern's first p segments match the path's first n, for one p after the other.
    boolean[] matched = new boolean[parts.length + 1];
    matched[0] = true;
    for (String segment : segments) {
      matched = segment.equals(ANY_SEGMENTS) ? afterAny(matched) : after(matched, segment, parts);
    }
    return matched[parts.length];
  }

  private static boolean[] afterAny(boolean[] matched) {
    boolean[] next = matched.clone();
    for (int n = 1; n < next.length; n++) {
      next[n] |= next[n - 1];
    }
    return next;
  }

  private static boolean[] after(boolean[] matched, String segment, String[] parts) {
    boolean[] next = new boolean[matched.length];
    for (int n = 1; n < next.length; n++) {
      next[n] = matched[n - 1] && matchesSegment(segment, parts[n - 1]);
    }
    return next;
  }

  /** Goes back to the last star alone, so it takes no longer than both lengths multiplied. */
  private static boolean matchesSegment(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int behind = 0;
    while (t < text.length()) {
      int c = text.codePointAt(t);
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        behind = t;
      } else if (p < pattern.length() && isOne(pattern.codePointAt(p), c)) {
        p += Character.charCount(pattern.codePointAt(p));
        t += Character.charCount(c);
      } else if (star >= 0) {
        p = star + 1;
        behind += Character.charCount(text.codePointAt(behind));
        t = behind;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean isOne(int pattern, int c) {
    return pattern == '?' || pattern == c;
  }
}
