package dev.coffer.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is mounted where, as Linux tells it. One directory may be mounted in several places, and
 * then has paths that tell nothing of each other.
 */
final class Mounts {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final Pattern LINE = Pattern.compile("\\d+ \\d+ (\\S+) (\\S+) (\\S+) .*");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");
  private static final int OCTAL = 8;

  private Mounts() {}

  /**
   * The device that holds a path, and below it the path on that device: the same for one directory,
   * wherever it is mounted.
   *
   * @param path without links
   * @return nothing where the system does not tell
   */
  static Optional<Path> onDevice(Path path) {
    Optional<Path> found = Optional.empty();
    int longest = -1;
    for (String line : table()) {
      Matcher mount = LINE.matcher(line);
      Path point = mount.matches() ? path(plain(mount.group(3))) : null;
      // Of several at one place the last is seen.
      if (point != null && path.startsWith(point) && point.getNameCount() >= longest) {
        longest = point.getNameCount();
        Path root = path("/" + mount.group(1) + plain(mount.group(2)));
        found =
            Optional.ofNullable(root).map(top -> top.resolve(point.relativize(path)).normalize());
      }
    }
    return found;
  }

  /** Null for a name that no path of this process can have. */
  private static @Nullable Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static List<String> table() {
    try {
      return new String(Files.readAllBytes(TABLE), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
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
}
