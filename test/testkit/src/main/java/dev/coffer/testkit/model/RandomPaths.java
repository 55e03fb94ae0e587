package dev.coffer.testkit.model;

import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Paths of few names, so that they repeat, share prefixes, and are used for both files and
 * directories.
 */
final class RandomPaths {
  private static final List<String> NAMES = List.of("a", "d", "d2", "dd.txt", "d.");
  private static final List<String> ODD =
      List.of(
          "%2e%2e",
          " ",
          "...",
          "a b?c#d",
          "e\u0301",
          "é",
          "\uFB00",
          "\uD83D\uDE00",
          "~",
          "d ",
          "D",
          "*",
          ":",
          "-",
          "0");
  private static final List<String> ILLEGAL =
      List.of("", "/", "../a", "a/..", "a\\b", ".coffer/a", "d/.Coffer", "a\u0000", "a\uD800");

  private static final int RECENT = 5;

  private final SplittableRandom random;
  private final List<String> recent = new ArrayList<>();

  RandomPaths(SplittableRandom random) {
    this.random = random;
  }

  /** Returns a path that can usually name a file. */
  String file() {
    if (random.nextInt(40) == 0) {
      return random.nextBoolean() ? oneOf(ILLEGAL) : plain() + "/";
    }
    return disguised(recent());
  }

  /** Returns an earlier path, so that consecutive calls concern the same files, or a new one. */
  private String recent() {
    if (recent.size() == RECENT && random.nextInt(3) > 0) {
      return oneOf(recent);
    }
    String path = plain();
    recent.add(path);
    if (recent.size() > RECENT) {
      recent.remove(random.nextInt(RECENT));
    }
    return path;
  }

  /** Returns a legal path of a directory or the root. */
  String directory() {
    if (random.nextInt(4) == 0) {
      return random.nextBoolean() ? "" : "/";
    }
    return disguised(plain()) + (random.nextBoolean() ? "" : "/");
  }

  /** Returns a path of a file or a directory, possibly illegal. */
  String any() {
    return random.nextBoolean() ? file() : directory();
  }

  /** Returns a line of a listing, to start after. */
  String entry() {
    return plain() + (random.nextInt(3) == 0 ? "/" : "");
  }

  private String plain() {
    StringBuilder path = new StringBuilder(name());
    for (int more = random.nextInt(5); more >= 3 || (more == 2 && path.length() < 3); more -= 2) {
      path.append('/').append(name());
    }
    return path.toString();
  }

  private String name() {
    return oneOf(random.nextInt(8) == 0 ? ODD : NAMES);
  }

  /** Returns another spelling of the same path. */
  private String disguised(String path) {
    return switch (random.nextInt(30)) {
      case 0 -> "/" + path;
      case 1 -> "./" + path;
      case 2 -> path.replace("/", "//");
      case 3 -> path.replace("/", "/./");
      default -> path;
    };
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /**
   * Returns whether a path and each of the others can be files at once; two spellings of one path
   * can.
   */
  static boolean isApart(String path, Collection<String> others) {
    try {
      FilePath parsed = FilePath.of(path);
      return others.stream().map(FilePath::of).noneMatch(other -> isAbove(parsed, other));
    } catch (InvalidFilePathException e) {
      return true;
    }
  }

  private static boolean isAbove(FilePath one, FilePath other) {
    return !one.equals(other) && (one.startsWith(other) || other.startsWith(one));
  }
}
