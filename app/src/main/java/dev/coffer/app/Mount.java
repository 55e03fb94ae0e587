package dev.coffer.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the table of mounts.
 *
 * @param id its number
 * @param parent the number of the mount that it is on
 * @param root what is mounted: the device, and below it the path there
 * @param point where
 */
record Mount(int id, int parent, Path root, Path point) {
  private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) (\\S+) (\\S+) (\\S+) .*");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");
  private static final int OCTAL = 8;

  /** Nothing for names that no path of this process can have. */
  static Optional<Mount> of(String line) {
    Matcher word = LINE.matcher(line);
    if (!word.matches()) {
      return Optional.empty();
    }
    try {
      Path root = Path.of("/" + word.group(3) + plain(word.group(4)));
      Path point = Path.of(plain(word.group(5)));
      int id = Integer.parseInt(word.group(1));
      return Optional.of(new Mount(id, Integer.parseInt(word.group(2)), root, point));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String plain(String name) {
    return ESCAPE
        .matcher(name)
        .replaceAll(
            octal ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(octal.group(1), OCTAL))));
  }

  /** The very first may be told as mounted on itself. */
  boolean isOn(Mount other) {
    return parent == other.id && id != other.id;
  }

  /** Where a path that leads to this mount is on the device. */
  Path onDevice(Path path) {
    return root.resolve(point.relativize(path)).normalize();
  }
}
