package dev.coffer.spi;

import dev.coffer.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Tells from the {@linkplain FileStore#name() names} of two stores how they lie to each other. */
public final class StoreName {
  private static final String LOCAL = "file:";
  private static final Path STATE = Path.of(".coffer", "state");

  private StoreName() {}

  /**
   * Whether files of one of two stores are files of the other as well, as far as their names tell.
   * Links in a path of this machine are followed, and a directory is known by whatever path it is
   * reached, such as that of a second mount of it. A directory in {@code .coffer/state} of a local
   * store holds no files of it.
   *
   * @param one name of a store
   * @param other name of the other
   * @return true if they are the same place, or one lies in the other. Two stores on different
   *     servers whose names are the same count as one
   */
  public static boolean overlap(String one, String other) {
    if (one.startsWith(LOCAL) && other.startsWith(LOCAL)) {
      Path first = real(Path.of(one.substring(LOCAL.length())));
      Path second = real(Path.of(other.substring(LOCAL.length())));
      return isIn(first, second) || isIn(second, first);
    }
    boolean named = one.indexOf(':') >= 0;
    return named
        && (one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/"));
  }

  /** Whether a directory is the other, or one on the way to it is. */
  private static boolean isIn(Path inner, Path outer) {
    Optional<Object> identity = identity(outer);
    for (Path at = inner; at != null; at = at.getParent()) {
      boolean same = at.equals(outer) || (identity.isPresent() && identity.equals(identity(at)));
      if (same && !at.relativize(inner).startsWith(STATE)) {
        return true;
      }
    }
    return false;
  }

  /** Device and inode; nothing of what is not there, or where the system does not tell. */
  private static Optional<Object> identity(Path path) {
    try {
      return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Where a path leads that need not be there yet. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      Path parent = absolute.getParent();
      Path name = absolute.getFileName();
      return parent == null || name == null ? absolute : real(parent).resolve(name).normalize();
    }
  }
}
