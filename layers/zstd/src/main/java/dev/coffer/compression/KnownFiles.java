package dev.coffer.compression;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the files that were used last, so that it need not be asked for again. Whoever
 * uses it asks for that version and no other.
 */
final class KnownFiles {
  private static final int MOST = 10_000;
  private static final long MOST_FRAMES = 500_000;

  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Map<FilePath, KnownFile> files = new LinkedHashMap<>(16, 0.75f, true);
  private long frames;

  /** Returns what is known of the latest version of which anything is known. */
  Optional<KnownFile> of(FilePath path) {
    lock.lock();
    try {
      return Optional.ofNullable(files.get(path));
    } finally {
      lock.unlock();
    }
  }

  /** Returns what is known of a version. */
  Optional<KnownFile> of(FileInfo file) {
    return of(file.path()).filter(known -> known.etag().equals(file.etag()));
  }

  /**
   * Remembers how a version is stored, unless more is known of it already.
   *
   * @return what was given
   */
  KnownFile put(FileInfo file, Optional<StoredLayout> layout) {
    KnownFile known = new KnownFile(file.etag(), layout);
    lock.lock();
    try {
      KnownFile present = files.get(file.path());
      if (present != null && present.etag().equals(known.etag()) && present.isComplete()) {
        return known;
      }
      frames += weight(known) - weight(files.put(file.path(), known));
      Iterator<KnownFile> eldest = files.values().iterator();
      while (files.size() > MOST || (frames > MOST_FRAMES && files.size() > 1)) {
        frames -= weight(eldest.next());
        eldest.remove();
      }
    } finally {
      lock.unlock();
    }
    return known;
  }

  private static long weight(@Nullable KnownFile known) {
    return known == null ? 0 : known.layout().map(layout -> layout.lengths().count()).orElse(0);
  }

  void forget(FilePath path) {
    lock.lock();
    try {
      frames -= weight(files.remove(path));
    } finally {
      lock.unlock();
    }
  }
}
