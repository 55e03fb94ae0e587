package dev.coffer.delivery;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.event.Intent;
import dev.coffer.event.Later;
import dev.coffer.event.PathsAsFound;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces the paths of changes of which nobody knows how they ended, as they are found: those of
 * processes that have ended, and those that failed with an unknown outcome.
 */
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** The owner of an intent whose outcome is not known though its process lives. */
  static final long NOBODY = 0;

  /** The position of the lock of who settles. */
  private static final long SETTLING = 1L << 40;

  private final OutboxFile file;
  private final Changes changes;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** The intents that could not be looked at, and when to look again. */
  private final Map<Long, Later> later = new HashMap<>();

  private record Found(long id, Intent intent) {}

  Settlement(OutboxFile file, Changes changes, InstantSource clock) {
    this.file = file;
    this.changes = changes;
    this.clock = clock;
  }

  void settle(Function<FilePath, Optional<FileInfo>> look) {
    lock.lock();
    try {
      Optional<ProcessLocks.Held> settling = file.tryLock(SETTLING);
      if (settling.isEmpty()) {
        return;
      }
      try {
        List<Found> all = open();
        later.keySet().retainAll(all.stream().map(Found::id).toList());
        PathsAsFound paths = new PathsAsFound(look, clock);
        all.stream().filter(this::isDue).forEach(found -> settle(found, paths));
      } finally {
        file.release(settling.get());
      }
    } finally {
      lock.unlock();
    }
  }

  /** The intents that no process alive will end. */
  private List<Found> open() {
    List<Long> gone = owners().stream().filter(this::isGone).toList();
    return gone.stream().flatMap(owner -> intents(owner).stream()).toList();
  }

  private boolean isGone(long owner) {
    return owner == NOBODY || file.isGone(owner);
  }

  private List<Long> owners() {
    return file.read(
        "SELECT DISTINCT owner FROM intents WHERE owner <> ?",
        row -> row.setLong(1, file.owner()),
        row -> row.getLong(1));
  }

  private List<Found> intents(long owner) {
    return file.read(
        "SELECT id, type, paths, source FROM intents WHERE owner = ? ORDER BY id",
        row -> row.setLong(1, owner),
        row -> new Found(row.getLong(1), Rows.intent(row)));
  }

  private boolean isDue(Found found) {
    return later.getOrDefault(found.id, Later.NOW).isDue(clock.instant());
  }

  private void settle(Found found, PathsAsFound paths) {
    Map<FilePath, FileStoreException> hidden = paths.announce(found.intent.touched(), changes::add);
    if (hidden.isEmpty()) {
      changes.settled(found.id);
      later.remove(found.id);
    } else {
      changes.end(found.id, List.of(), List.copyOf(hidden.keySet()));
      postpone(found.id, hidden.values().iterator().next());
    }
  }

  private void postpone(long intent, FileStoreException failure) {
    Later before = later.getOrDefault(intent, Later.NOW);
    if (before.isFirst()) {
      LOG.warn(
          "whether {} was changed is not known; it is looked at later", failure.path(), failure);
    }
    later.put(intent, before.next(clock.instant()));
  }
}
