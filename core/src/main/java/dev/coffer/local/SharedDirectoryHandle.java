package dev.coffer.local;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** A directory handle with its place in the tree, closed when it is neither kept nor used. */
final class SharedDirectoryHandle {
  /** A handle that is used often need not record the time of each use. */
  private static final long TICK = 1_000_000;

  final DirectoryHandle folder;
  final DirectoryPlace place;

  /**
   * Whether the directory's own name, and those of all directories above it, are known to be on the
   * disk: each was synced since this handle was opened.
   */
  volatile boolean anchored;

  private final AtomicInteger users = new AtomicInteger(1);

  private final DirectorySyncs syncs;
  private final DirectorySync sync;

  /** Whether it was itself requested, and not only passed on the way down to another. */
  volatile boolean wanted;

  private volatile long lastUsed = System.nanoTime();

  SharedDirectoryHandle(DirectoryHandle folder, DirectoryPlace place, DirectorySyncs syncs) {
    this.folder = folder;
    this.place = place;
    this.syncs = syncs;
    this.sync = syncs.acquire(place.identity(), place.location());
  }

  /** Keeps the handle open; to be released. False if it is closed already. */
  boolean acquire() {
    if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      return false;
    }
    long now = System.nanoTime();
    if (now - lastUsed > TICK) {
      lastUsed = now;
    }
    return true;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      folder.close();
      syncs.release(sync);
    }
  }

  /** Whether it is kept and otherwise unused. */
  boolean isDispensable() {
    return users.get() == 1;
  }

  /** Whether it is the directory that was found at a place. */
  boolean isAt(DirectoryPlace other) {
    return Objects.equals(place.identity(), other.identity());
  }

  /** When it was used last, by {@link System#nanoTime}. */
  long lastUsed() {
    return lastUsed;
  }

  /** As {@link DirectorySync#syncChanges}. */
  void syncChanges() throws IOException {
    sync.syncChanges(folder);
  }

  /** As {@link DirectorySync#syncAllSoFar}. */
  void syncAllSoFar() throws IOException {
    sync.syncAllSoFar(folder, place.location());
  }
}
