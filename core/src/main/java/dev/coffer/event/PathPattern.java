package dev.coffer.event;

import dev.coffer.FilePath;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A pattern of paths. {@code *} matches any characters within one segment, {@code ?} matches one of
 * them, and a segment {@code **} matches any number of segments, including none: <code>
 * users/{@literal *}/conversations/{@literal **}</code> matches {@code
 * users/ada/conversations/1/events/0.json}.
 *
 * <p>Everything else matches itself. Matching takes at most time proportional to the length of the
 * pattern times that of the path, whatever the pattern.
 */
public final class PathPattern {
  /** Matches every path. */
  public static final PathPattern ALL = new PathPattern("**");

  private static final String ANY_DEPTH = "**";

  private final String text;
  private final List<String> segments;

  private PathPattern(String text) {
    this.text = text;
    this.segments = List.of(text.split("/"));
  }

  /**
   * Parses a pattern.
   *
   * @param pattern as described above; a leading {@code /} is dropped
   * @return the pattern
   * @throws IllegalArgumentException if it is empty, has an empty segment, or {@code **} inside a
   *     segment
   */
  public static PathPattern of(String pattern) {
    String text = pattern.startsWith("/") ? pattern.substring(1) : pattern;
    for (String segment : text.split("/", -1)) {
      boolean wrong = segment.isEmpty() || (segment.contains(ANY_DEPTH) && segment.length() > 2);
      if (wrong) {
        throw new IllegalArgumentException(
            "not a path pattern: '"
                + pattern
                + "'; segments are separated by one '/', and '**' is a whole segment");
      }
    }
    return new PathPattern(text);
  }

  /**
   * Returns whether a path matches as a whole.
   *
   * @param path a file
   * @return true if it matches
   */
  public boolean matches(FilePath path) {
    List<String> names = List.of(path.toString().split("/"));
    return matches(segments, ANY_DEPTH, names, PathPattern::matchesName);
  }

  /**
   * Returns whether an event is about a matching path.
   *
   * @param event a change
   * @return true if one of its changed paths matches
   */
  public boolean matches(FileEvent event) {
    return event.changedPaths().stream().anyMatch(this::matches);
  }

  private static boolean matchesName(String segment, String name) {
    return matches(
        segment.codePoints().boxed().toList(),
        (int) '*',
        name.codePoints().boxed().toList(),
        (part, character) -> part == '?' || part.equals(character));
  }

  /**
   * Matches forward and, where that fails, lets the last star take one more.
   *
   * @param pattern segments or characters
   * @param star the part of the pattern that matches any number of the subject
   * @param fits whether another part of the pattern matches one of the subject
   */
  private static <T> boolean matches(
      List<T> pattern, T star, List<T> subject, BiPredicate<T, T> fits) {
    int at = 0;
    int afterStar = -1;
    int taken = 0;
    int next = 0;
    while (next < subject.size()) {
      if (at < pattern.size() && pattern.get(at).equals(star)) {
        afterStar = ++at;
        taken = next;
      } else if (at < pattern.size() && fits.test(pattern.get(at), subject.get(next))) {
        at++;
        next++;
      } else if (afterStar >= 0) {
        at = afterStar;
        next = ++taken;
      } else {
        return false;
      }
    }
    return pattern.subList(at, pattern.size()).stream().allMatch(star::equals);
  }

  @Override
  public String toString() {
    return text;
  }
}
