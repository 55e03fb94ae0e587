package dev.coffer.spi;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two sorted listings side by side, for authors of what compares stores. A failure of a listing is
 * a failure of the iteration: it never looks like the end of the listing.
 */
public final class ListedPairs implements Iterator<ListedPairs.Pair> {
  private final Iterator<FileInfo> origins;
  private final Iterator<FileInfo> targets;
  private @Nullable FileInfo origin;
  private @Nullable FileInfo target;

  /**
   * What is at one path; at least one of the two is there.
   *
   * @param origin the file of the first listing; null if it has none
   * @param target the file of the second listing; null if it has none
   */
  public record Pair(@Nullable FileInfo origin, @Nullable FileInfo target) {
    /**
     * Returns the path.
     *
     * @return that of the file or files
     */
    public FilePath path() {
      return Objects.requireNonNull(origin == null ? target : origin).path();
    }
  }

  /**
   * Begins with the first files.
   *
   * @param origins the files of one store, in the order of their paths
   * @param targets the files of the other, in the same order
   */
  public ListedPairs(Iterator<FileInfo> origins, Iterator<FileInfo> targets) {
    this.origins = origins;
    this.targets = targets;
    this.origin = following(origins);
    this.target = following(targets);
  }

  private static @Nullable FileInfo following(Iterator<FileInfo> files) {
    return files.hasNext() ? files.next() : null;
  }

  @Override
  public boolean hasNext() {
    return origin != null || target != null;
  }

  @Override
  public Pair next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int order = order(origin, target);
    Pair pair = new Pair(order <= 0 ? origin : null, order >= 0 ? target : null);
    if (order <= 0) {
      origin = following(origins);
    }
    if (order >= 0) {
      target = following(targets);
    }
    return pair;
  }

  /** A listing that has ended comes last. */
  private static int order(@Nullable FileInfo origin, @Nullable FileInfo target) {
    if (origin == null || target == null) {
      return origin == null ? 1 : -1;
    }
    return origin.path().compareTo(target.path());
  }
}
