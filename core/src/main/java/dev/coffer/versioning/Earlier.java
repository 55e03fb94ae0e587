package dev.coffer.versioning;

import dev.coffer.FileInfo;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Versions without the one that is the current file: a version is kept before it is replaced. The
 * current file is looked at when the first version is known, so none is missed that was replaced in
 * between; without a version it is not.
 */
final class Earlier implements Iterator<Kept> {
  private final Iterator<Kept> kept;
  private final Supplier<Optional<FileInfo>> look;
  private Optional<FileInfo> current = Optional.empty();
  private boolean looked;
  private @Nullable Kept next;

  Earlier(Iterator<Kept> kept, Supplier<Optional<FileInfo>> look) {
    this.kept = kept;
    this.look = look;
  }

  @Override
  public boolean hasNext() {
    while (next == null && kept.hasNext()) {
      Kept one = kept.next();
      next = isCurrent(one) ? null : one;
    }
    return next != null;
  }

  @Override
  public Kept next() {
    Kept found = hasNext() ? next : null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return found;
  }

  private boolean isCurrent(Kept one) {
    if (!looked) {
      current = look.get();
      looked = true;
    }
    return current.filter(one.id()::isOf).isPresent();
  }
}
