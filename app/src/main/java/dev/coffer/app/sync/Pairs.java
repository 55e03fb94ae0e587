package dev.coffer.app.sync;

import dev.coffer.FileInfo;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Two sorted listings side by side. */
final class Pairs implements Iterator<Pairs.Pair> {
  private final Iterator<FileInfo> origins;
  private final Iterator<FileInfo> targets;
  private @Nullable FileInfo origin;
  private @Nullable FileInfo target;

  /** What is at one path; at least one of the two is there. */
  record Pair(@Nullable FileInfo origin, @Nullable FileInfo target) {}

  Pairs(Iterator<FileInfo> origins, Iterator<FileInfo> targets) {
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
