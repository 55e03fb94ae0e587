package dev.coffer.app.filter;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses paths by patterns in a row, of which the last that matches decides.
 *
 * <p>The patterns are those of {@code .gitignore}, see {@link IgnorePattern}. A directory that is
 * excluded is excluded with all that is below it: no later pattern brings back a file there. What
 * no pattern matches is chosen, unless the first pattern includes: then only what is included is
 * chosen.
 */
public final class PathFilter {
  /** Chooses everything. */
  public static final PathFilter ALL = new PathFilter(List.of());

  private final List<Rule> rules;
  private final boolean chosenOtherwise;

  private record Rule(IgnorePattern pattern, boolean includes) {}

  private enum Verdict {
    CHOSEN,
    NOT_CHOSEN,
    EXCLUDED
  }

  private PathFilter(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.chosenOtherwise = rules.isEmpty() || !rules.get(0).includes;
  }

  /**
   * Returns this filter with one more pattern, which stands behind the others.
   *
   * @param pattern the pattern; one that begins with {@code !} excludes
   * @return the new filter
   * @throws IllegalArgumentException if it is no pattern
   */
  public PathFilter include(String pattern) {
    return with(pattern, true);
  }

  /**
   * Returns this filter with one more pattern, which stands behind the others.
   *
   * @param pattern the pattern; one that begins with {@code !} includes
   * @return the new filter
   * @throws IllegalArgumentException if it is no pattern
   */
  public PathFilter exclude(String pattern) {
    return with(pattern, false);
  }

  private PathFilter with(String text, boolean includes) {
    boolean negated = text.startsWith("!");
    List<Rule> more = new ArrayList<>(rules);
    IgnorePattern pattern = IgnorePattern.parse(negated ? text.substring(1) : text);
    more.add(new Rule(pattern, includes != negated));
    return new PathFilter(more);
  }

  /**
   * Returns whether everything is chosen.
   *
   * @return whether there are no patterns
   */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * Returns whether a file is chosen.
   *
   * @param file a path relative to the directory to which the patterns apply
   * @return whether a command works on it
   */
  public boolean chooses(FilePath file) {
    return rules.isEmpty() || verdict(file.toString()) == Verdict.CHOSEN;
  }

  /**
   * Returns whether an entry of a listing is chosen.
   *
   * @param entry a file or directory
   * @param top the directory to which the patterns apply; the entry is below it
   * @return whether a command works on it
   */
  public boolean chooses(Entry entry, FilePath top) {
    String name = entry.path().relativeTo(top).toString();
    return rules.isEmpty() || verdict(entry.isDirectory() ? name + "/" : name) == Verdict.CHOSEN;
  }

  /**
   * Returns whether a name that a listing reports may be that of a file or directory in which a
   * command is interested.
   *
   * @param name a name relative to the directory to which the patterns apply; that of a directory
   *     ends in {@code /}
   * @return false if it is excluded, with everything below it
   */
  public boolean mayChoose(String name) {
    Verdict verdict = verdict(name);
    return verdict == Verdict.CHOSEN || (verdict == Verdict.NOT_CHOSEN && name.endsWith("/"));
  }

  /** Decides from the top down: what is below an excluded directory is excluded. */
  private Verdict verdict(String name) {
    boolean directory = name.endsWith("/");
    String path = directory ? name.substring(0, name.length() - 1) : name;
    Verdict verdict = chosenOtherwise ? Verdict.CHOSEN : Verdict.NOT_CHOSEN;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      verdict = decide(path.substring(0, end), true, verdict);
      if (verdict == Verdict.EXCLUDED) {
        return verdict;
      }
    }
    return path.isEmpty() ? verdict : decide(path, directory, verdict);
  }

  private Verdict decide(String path, boolean directory, Verdict otherwise) {
    String[] segments = path.split("/", -1);
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).pattern.matches(segments, directory)) {
        return rules.get(i).includes ? Verdict.CHOSEN : Verdict.EXCLUDED;
      }
    }
    return otherwise;
  }
}
