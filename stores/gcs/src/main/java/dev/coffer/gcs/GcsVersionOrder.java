package dev.coffer.gcs;

import dev.coffer.remote.VersionPage;
import dev.coffer.spi.ServiceVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one path after the other, each newest first, from a listing that has the oldest
 * first and behind each generation its end. The service has no deletions as such: an end is one if
 * no newer generation began with it. The versions of one path are held in memory.
 */
final class GcsVersionOrder implements Iterator<ServiceVersion> {
  private static final String END = "deleted-";

  /** A generation that begins so soon after the end of another has replaced it. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Iterator<ServiceVersion> oldestFirst;
  private final Deque<ServiceVersion> ofPath = new ArrayDeque<>();
  private @Nullable ServiceVersion next;

  GcsVersionOrder(Iterator<ServiceVersion> oldestFirst) {
    this.oldestFirst = oldestFirst;
  }

  /** Returns the end of a generation, as a deletion. */
  static VersionPage.Found end(VersionPage.Found version, Instant time) {
    return new VersionPage.Found(
        version.key(), END + version.id(), time, 0L, version.etag(), false, true);
  }

  @Override
  public boolean hasNext() {
    if (ofPath.isEmpty()) {
      takePath();
    }
    return !ofPath.isEmpty();
  }

  @Override
  public ServiceVersion next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ofPath.removeFirst();
  }

  private void takePath() {
    ServiceVersion each = next == null && oldestFirst.hasNext() ? oldestFirst.next() : next;
    while (each != null && (ofPath.isEmpty() || each.path().equals(ofPath.getFirst().path()))) {
      push(each);
      each = oldestFirst.hasNext() ? oldestFirst.next() : null;
    }
    next = each;
    ServiceVersion newest = ofPath.pollFirst();
    if (newest != null) {
      ofPath.addFirst(latest(newest));
    }
  }

  private void push(ServiceVersion version) {
    ServiceVersion before = ofPath.peekFirst();
    boolean isReplacement =
        before != null
            && before.deletion()
            && !version.deletion()
            && version.time().isBefore(before.time().plus(AT_ONCE));
    if (isReplacement) {
      ofPath.removeFirst();
    }
    ofPath.addFirst(version);
  }

  private static ServiceVersion latest(ServiceVersion version) {
    return new ServiceVersion(
        version.path(),
        version.id(),
        version.time(),
        version.size(),
        version.etag(),
        true,
        version.deletion());
  }
}
