package dev.coffer.spi;

import dev.coffer.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Compares the places of two stores by their {@linkplain FileStore#name() names}. */
public final class StoreName {
  private static final String LOCAL = "file:";
  private static final Path STATE = Path.of(".coffer", "state");

  private StoreName() {}

  /**
   * Returns whether two stores share files, as far as their names show. Links in a local path are
   * followed, and a directory is recognised by whatever path it is reached, such as that of a
   * second mount. A directory in {@code .coffer/state} of a local store contains no files of that
   * store.
   *
   * @param one the name of a store
   * @param other the name of the other store
   * @return true if they are the same place, or one contains the other. Two stores on different
   *     servers with the same name count as one
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

  /** Returns whether a directory, or one of its parents, is the other one. */
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

  /**
   * Returns device and inode; empty if the path does not exist or the system does not report them.
   */
  private static Optional<Object> identity(Path path) {
    try {
      return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the real path of a path that need not exist yet. */
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
