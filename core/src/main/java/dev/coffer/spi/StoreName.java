package dev.coffer.spi;

import dev.coffer.FileStore;
import java.io.IOException;
import java.nio.file.Path;

/** Tells from the {@linkplain FileStore#name() names} of two stores how they lie to each other. */
public final class StoreName {
  private static final String LOCAL = "file:";

  private StoreName() {}

  /**
   * Whether files of one of two stores are files of the other as well, as far as their names tell.
   * Links in a path of this machine are followed. A directory in {@code .coffer/state} of a local
   * store holds no files of it.
   *
   * @param one name of a store
   * @param other name of the other
   * @return true when they are the same place, or one lies in the other. Two stores on different
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

  private static boolean isIn(Path inner, Path outer) {
    return inner.startsWith(outer) && !inner.startsWith(outer.resolve(".coffer").resolve("state"));
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
