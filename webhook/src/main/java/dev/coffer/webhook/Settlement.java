package dev.coffer.webhook;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.event.FileEvent;
import dev.coffer.event.Intent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Announces the paths that processes were about to change when they ended, as they are found. */
final class Settlement {
  /** The position of the lock of who settles. */
  private static final long SETTLING = 1L << 40;

  private static final long SETTLE_EVERY = TimeUnit.SECONDS.toNanos(2);

  private final OutboxFile file;
  private final Changes changes;
  private final InstantSource clock;
  private volatile @Nullable Function<FilePath, Optional<FileInfo>> store;
  private volatile long settled = System.nanoTime();

  Settlement(OutboxFile file, Changes changes, InstantSource clock) {
    this.file = file;
    this.changes = changes;
    this.clock = clock;
  }

  int settle(Function<FilePath, Optional<FileInfo>> look) {
    store = look;
    settled = System.nanoTime();
    Optional<ProcessLocks.Held> settling = file.tryLock(SETTLING);
    if (settling.isEmpty()) {
      return 0;
    }
    try {
      return owners().stream().filter(file::isGone).mapToInt(gone -> settle(gone, look)).sum();
    } finally {
      file.release(settling.get());
    }
  }

  /** The same, for processes that have ended since: they may end at any time. */
  void settleNowAndThen() {
    Function<FilePath, Optional<FileInfo>> look = store;
    if (look != null && System.nanoTime() - settled > SETTLE_EVERY) {
      settle(look);
    }
  }

  private List<Long> owners() {
    return file.read(
        "SELECT DISTINCT owner FROM intents WHERE owner <> ?",
        row -> row.setLong(1, file.owner()),
        row -> row.getLong(1));
  }

  private record Found(long id, Intent intent) {}

  private int settle(long owner, Function<FilePath, Optional<FileInfo>> look) {
    List<Found> all =
        file.read(
            "SELECT id, type, paths, source FROM intents WHERE owner = ? ORDER BY id",
            row -> row.setLong(1, owner),
            row -> new Found(row.getLong(1), Rows.intent(row)));
    int count = 0;
    for (Found found : all) {
      Instant now = clock.instant();
      List<FileEvent> events =
          found.intent.touched().stream()
              .map(path -> FileEvent.found(path, look.apply(path), now))
              .toList();
      changes.end(found.id, events);
      count += events.size();
    }
    file.write(db -> {}, false);
    return count;
  }
}
