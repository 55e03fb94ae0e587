package dev.coffer.spi;

import dev.coffer.FilePath;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of a file, which the service of a store keeps, as a path that the primitives of the
 * store take: see {@link ServiceVersions}. No string leads to such a path.
 *
 * @param file the file
 * @param id the version, as {@link ServiceVersion#id} returns it
 */
public record VersionPath(FilePath file, String id) {
  private static final OwnArea AREA = OwnArea.of("service-versions");
  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9._~-]{1,250}");
  private static final String AS_IT_IS = "v";
  private static final String IN_HEX = "x";

  /** The longest id of other characters, so that the name is a segment of a path. */
  private static final int LONGEST = 125;

  /**
   * Returns whether a version can have an id.
   *
   * @param id any string
   * @return false for an empty string and one that is too long
   */
  public static boolean isPossible(String id) {
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    return PLAIN.matcher(id).matches() || (bytes > 0 && bytes <= LONGEST);
  }

  /**
   * Returns the path of the version.
   *
   * @return a path in Coffer's own area
   * @throws IllegalArgumentException if no version can have the id
   */
  public FilePath path() {
    if (!isPossible(id)) {
      throw new IllegalArgumentException("not the id of a version");
    }
    return AREA.file(file, PLAIN.matcher(id).matches() ? AS_IT_IS + id : IN_HEX + hex());
  }

  private String hex() {
    return HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the version that a path leads to.
   *
   * @param path any path
   * @return empty for any path but that of a version
   */
  public static Optional<VersionPath> of(FilePath path) {
    return OwnArea.contains(path)
        ? OwnArea.subjectOf(path)
            .filter(file -> !file.isRoot())
            .flatMap(file -> id(path.name()).map(id -> new VersionPath(file, id)))
            .filter(version -> version.path().equals(path))
        : Optional.empty();
  }

  private static Optional<String> id(String name) {
    if (name.startsWith(AS_IT_IS)) {
      return Optional.of(name.substring(1)).filter(VersionPath::isPossible);
    }
    try {
      return name.startsWith(IN_HEX) && name.length() > 1
          ? Optional.of(
              new String(HexFormat.of().parseHex(name.substring(1)), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
