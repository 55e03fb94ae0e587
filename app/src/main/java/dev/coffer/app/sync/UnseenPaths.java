package dev.coffer.app.sync;

import dev.coffer.FilePath;
import dev.coffer.OmittedName;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where an origin may hold what its listing does not show: each path that could not be looked at or
 * was left out, and everything below it. The copying tells of them.
 */
final class UnseenPaths implements SkippedFiles {
  private static final char AFTER_SLASH = '/' + 1;

  private final TreeSet<String> paths = new TreeSet<>(FilePath::compareUtf8);
  private @Nullable Throwable first;

  @Override
  public void failed(String path, Throwable error) {
    first = first == null ? error : first;
    add(path);
  }

  @Override
  public void unreadable(String path, RuntimeException error) {
    failed(path, error);
  }

  @Override
  public void omitted(OmittedName name) {
    add(name.name());
  }

  private void add(String path) {
    paths.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  /** The first failure of a look; nothing when all could be looked at. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(first);
  }

  /** Whether the origin may hold this file though it was not listed. */
  boolean covers(FilePath path) {
    String name = path.toString();
    for (int end = name.length(); end >= 0; end = name.lastIndexOf('/', end - 1)) {
      if (paths.contains(name.substring(0, end))) {
        return true;
      }
    }
    return coversAll();
  }

  /** Whether nothing at all is known of the origin. */
  boolean coversAll() {
    return paths.contains("");
  }

  /** Forgets what covers no path from this one on, so that a long listing takes no memory. */
  void forgetBefore(FilePath path) {
    while (!paths.isEmpty() && isBefore(paths.first(), path)) {
      paths.pollFirst();
    }
  }

  private static boolean isBefore(String covered, FilePath path) {
    return !covered.isEmpty() && FilePath.compareUtf8(covered + AFTER_SLASH, path.toString()) <= 0;
  }
}
