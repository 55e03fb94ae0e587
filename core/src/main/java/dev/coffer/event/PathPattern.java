package dev.coffer.event;

import dev.coffer.FilePath;
import java.util.List;

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
    return matches(
        new Sequence() {
          @Override
          public int pattern() {
            return segments.size();
          }

          @Override
          public int subject() {
            return names.size();
          }

          @Override
          public boolean isStar(int at) {
            return segments.get(at).equals(ANY_DEPTH);
          }

          @Override
          public boolean fits(int at, int subject) {
            return nameMatches(segments.get(at), names.get(subject));
          }
        });
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

  private static boolean nameMatches(String pattern, String name) {
    int[] parts = pattern.codePoints().toArray();
    int[] characters = name.codePoints().toArray();
    return matches(
        new Sequence() {
          @Override
          public int pattern() {
            return parts.length;
          }

          @Override
          public int subject() {
            return characters.length;
          }

          @Override
          public boolean isStar(int at) {
            return parts[at] == '*';
          }

          @Override
          public boolean fits(int at, int subject) {
            return parts[at] == '?' || parts[at] == characters[subject];
          }
        });
  }

  /** Segments or characters: some of the pattern match any number of the subject. */
  private interface Sequence {
    int pattern();

    int subject();

    boolean isStar(int at);

    boolean fits(int at, int subject);
  }

  /** Matches forward and, where that fails, lets the last star take one more. */
  private static boolean matches(Sequence sequence) {
    int at = 0;
    int star = -1;
    int taken = 0;
    int subject = 0;
    while (subject < sequence.subject()) {
      if (at < sequence.pattern() && sequence.isStar(at)) {
        star = at++;
        taken = subject;
      } else if (at < sequence.pattern() && sequence.fits(at, subject)) {
        at++;
        subject++;
      } else if (star >= 0) {
        at = star + 1;
        subject = ++taken;
      } else {
        return false;
      }
    }
    while (at < sequence.pattern() && sequence.isStar(at)) {
      at++;
    }
    return at == sequence.pattern();
  }

  @Override
  public String toString() {
    return text;
  }
}
