package dev.coffer.delivery.table;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.event.Intent;
import dev.coffer.event.PresentStates;
import dev.coffer.event.RetryTime;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces the current state of the paths of changes with unknown outcome: those of processes that
 * have ended, and those that failed with an unknown outcome.
 */
final class IntentRecovery {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");

  /** The owner of an intent whose outcome is not known though its process lives. */
  static final long NOBODY = 0;

  private static final int TOGETHER = 100;

  private final OutboxAccess file;
  private final RecordedChanges changes;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** The intents whose paths could not be checked, and when to retry. */
  private final Map<Long, RetryTime> later = new HashMap<>();

  private record Found(long id, long owner, Intent intent) {}

  IntentRecovery(OutboxAccess file, RecordedChanges changes, InstantSource clock) {
    this.file = file;
    this.changes = changes;
    this.clock = clock;
  }

  void settle(Function<FilePath, Optional<FileInfo>> store) {
    lock.lock();
    try {
      Optional<OutboxLock> settling = file.tables().tryLock(OutboxLockName.settle());
      if (settling.isEmpty()) {
        return;
      }
      try {
        List<Found> all = open();
        later.keySet().retainAll(all.stream().map(Found::id).toList());
        PresentStates paths = new PresentStates(store, clock);
        List<Found> due = all.stream().filter(this::isDue).toList();
        for (int i = 0; i < due.size(); i += TOGETHER) {
          settle(due.subList(i, Math.min(i + TOGETHER, due.size())), paths);
        }
      } finally {
        settling.get().release();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the intents that no living process will end. */
  private List<Found> open() {
    List<Long> gone = owners().stream().filter(this::isGone).toList();
    return gone.stream().flatMap(owner -> intents(owner).stream()).toList();
  }

  private boolean isGone(long owner) {
    return owner == NOBODY || file.tables().isGone(owner);
  }

  private List<Long> owners() {
    return file.read(
        "SELECT DISTINCT owner FROM intents WHERE owner <> ?",
        row -> row.setLong(1, file.tables().owner()),
        row -> row.getLong(1));
  }

  private List<Found> intents(long owner) {
    return file.read(
        "SELECT id, type, paths, source FROM intents WHERE owner = ? ORDER BY id",
        row -> row.setLong(1, owner),
        row -> new Found(row.getLong(1), owner, OutboxRows.intent(row)));
  }

  private boolean isDue(Found found) {
    return later.getOrDefault(found.id, RetryTime.NOW).isDue(clock.instant());
  }

  /** Looks once at each path: a process that is killed may leave many intents of few paths. */
  private void settle(List<Found> some, PresentStates paths) {
    Set<FilePath> touched = new LinkedHashSet<>();
    some.forEach(found -> touched.addAll(found.intent.touched()));
    Map<FilePath, FileStoreException> hidden = paths.announce(touched, changes::add);
    some.forEach(found -> end(found, hidden));
  }

  private void end(Found found, Map<FilePath, FileStoreException> hidden) {
    List<FilePath> unseen = found.intent.touched().stream().filter(hidden::containsKey).toList();
    if (unseen.isEmpty()) {
      changes.settled(found.id, found.owner);
      later.remove(found.id);
    } else {
      changes.end(found.id, List.of(), unseen);
      postpone(found.id, Objects.requireNonNull(hidden.get(unseen.get(0))));
    }
  }

  private void postpone(long intent, FileStoreException failure) {
    RetryTime before = later.getOrDefault(intent, RetryTime.NOW);
    if (before.isFirst()) {
      LOG.warn("whether {} was changed is not known; it is checked later", failure.path(), failure);
    }
    later.put(intent, before.next(clock.instant()));
  }
}
