package dev.coffer.versioning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a path, the latest first: a listing has them in the order of their times, but not
 * those of one moment, of which a store may give many.
 */
final class TimeOrder implements Iterator<Kept> {
  private final Iterator<Kept> listed;
  private final Deque<Kept> ready = new ArrayDeque<>();
  private @Nullable Kept ahead;

  TimeOrder(Iterator<Kept> listed) {
    this.listed = listed;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty()) {
      fill();
    }
    return !ready.isEmpty();
  }

  @Override
  public Kept next() {
    boolean unused = hasNext();
    return ready.remove();
  }

  private void fill() {
    List<Kept> moment = new ArrayList<>(1);
    while (ahead != null || listed.hasNext()) {
      Kept next = ahead != null ? ahead : listed.next();
      ahead = next;
      if (!moment.isEmpty() && !moment.get(0).id().time().equals(next.id().time())) {
        break;
      }
      moment.add(next);
      ahead = null;
    }
    moment.sort(Comparator.comparing(Kept::id, VersionId.BY_TIME).reversed());
    ready.addAll(moment);
  }
}
