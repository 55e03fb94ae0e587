package dev.coffer.versioning;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The versions of a path in the order in which they ceased to be current, each behind its
 * deletions. A deleted file may be older than the one that it had replaced, so that times of
 * writing do not tell; such a one is looked for by its id.
 */
final class NewestFirst implements Iterator<Kept> {
  private final Iterator<Kept> latestFirst;
  private final Function<VersionId, Optional<Kept>> lookup;
  private final Deque<Kept> ready = new ArrayDeque<>();
  private final Set<String> early = new HashSet<>();

  /**
   * Creates the order.
   *
   * @param latestFirst the versions and deletions by their own times
   * @param lookup finds a version
   */
  NewestFirst(Iterator<Kept> latestFirst, Function<VersionId, Optional<Kept>> lookup) {
    this.latestFirst = latestFirst;
    this.lookup = lookup;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && latestFirst.hasNext()) {
      add(latestFirst.next());
    }
    return !ready.isEmpty();
  }

  private void add(Kept next) {
    if (!early.remove(next.id().text())) {
      ready.add(next);
    }
  }

  @Override
  public Kept next() {
    boolean more = hasNext();
    Kept next = ready.remove();
    if (more && next.id().isDeletion()) {
      completeDeletion(next.id());
    }
    return next;
  }

  private void completeDeletion(VersionId deletion) {
    Kept following = hasNext() ? ready.getFirst() : null;
    if (following == null || !following.id().version().equals(deletion.version())) {
      VersionId version = VersionId.parse(deletion.version()).orElseThrow();
      lookup
          .apply(version)
          .ifPresent(
              found -> {
                early.add(version.text());
                ready.addFirst(found);
              });
    }
  }
}
