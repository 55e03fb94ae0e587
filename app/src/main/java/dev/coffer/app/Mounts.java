package dev.coffer.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is mounted where, as Linux tells it. One directory may be mounted in several places, and
 * then has paths that tell nothing of each other.
 *
 * @param all in the order of the table; empty where the system does not tell
 */
record Mounts(List<Mount> all) {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");

  /** Those that this process sees now. */
  static Mounts now() {
    try {
      return of(new String(Files.readAllBytes(TABLE), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return of("");
    }
  }

  static Mounts of(String table) {
    return new Mounts(table.lines().map(Mount::of).flatMap(Optional::stream).toList());
  }

  /**
   * Whether some file can be reached through both of two directories.
   *
   * @param one without links
   * @param other without links
   */
  boolean overlap(Path one, Path other) {
    List<Path> places = shown(other).toList();
    return shown(one)
        .anyMatch(here -> places.stream().anyMatch(p -> p.startsWith(here) || here.startsWith(p)));
  }

  /**
   * The device and the path on it of a directory, and of everything that is mounted below: the same
   * for one directory, wherever it is mounted.
   */
  private Stream<Path> shown(Path directory) {
    Stream<Path> below =
        all.stream()
            .filter(mount -> mount.point().startsWith(directory))
            .filter(mount -> seenAt(mount.point()).filter(mount::equals).isPresent())
            .map(Mount::root);
    return Stream.concat(seenAt(directory).map(mount -> mount.onDevice(directory)).stream(), below);
  }

  /** The mount that a path leads to, as the system finds it: name by name from the root. */
  private Optional<Mount> seenAt(Path path) {
    List<Path> way =
        Stream.concat(
                Stream.of(path.getRoot()),
                IntStream.rangeClosed(1, path.getNameCount())
                    .mapToObj(names -> path.getRoot().resolve(path.subpath(0, names))))
            .toList();
    Optional<Mount> seen = Optional.empty();
    for (Path point : way) {
      for (Optional<Mount> on = on(seen, point); on.isPresent(); on = on(seen, point)) {
        seen = on;
      }
    }
    return seen;
  }

  /** What is mounted on another mount; the first is mounted on what this process does not see. */
  private Optional<Mount> on(Optional<Mount> below, Path point) {
    return all.stream()
        .filter(mount -> mount.point().equals(point))
        .filter(
            mount -> below.map(mount::isOn).orElseGet(() -> all.stream().noneMatch(mount::isOn)))
        .findFirst();
  }
}
