package dev.coffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What messages call a store: {@code file:/var/data}. It is short, without any secret, and the same
 * whatever layers and views stand around the store, while {@code toString} prints the nest. So a
 * message in a view does not tell where the view lies.
 */
public final class StoreName {
  /** Back ends print as {@code Local(file:/var/data)}: their kind and their name. */
  private static final Pattern FORM = Pattern.compile("\\w+\\((.+)\\)", Pattern.DOTALL);

  private static final String LOCAL = "file:";

  private StoreName() {}

  /**
   * The name of a store.
   *
   * @param store a back end, or layers and views around one
   * @return what stands in the parentheses of the back end's {@code toString}; all of it when that
   *     has another form
   */
  public static String of(FileStore store) {
    FileStore inner = store;
    while (true) {
      if (inner instanceof ForwardingFileStore layer) {
        inner = layer.delegate();
      } else if (inner instanceof ScopedFileStore view) {
        inner = view.below();
      } else {
        return innermost(inner.toString());
      }
    }
  }

  /**
   * Whether files of one of two stores are files of the other as well, as far as their names tell.
   * Links in a path of this machine are followed. A directory in {@code .coffer/state} of a local
   * store holds no files of it.
   *
   * @param one name of a store, as {@link #of} gives it
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

  private static String innermost(String store) {
    Matcher form = FORM.matcher(store);
    return form.matches() ? form.group(1) : store;
  }
}
