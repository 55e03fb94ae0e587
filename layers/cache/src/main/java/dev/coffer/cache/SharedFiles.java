package dev.coffer.cache;

import dev.coffer.FilePath;
import dev.coffer.cache.SharedCache.Finding;
import dev.coffer.cache.SharedCache.Ticket;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The files of one store in a {@link SharedCache}: each as on disk, so that one that is damaged, or
 * was put there by somebody else, is none.
 */
final class SharedFiles {
  private static final String STORE = "shared";

  private final SharedCache cache;
  private final CacheCounters counters;

  SharedFiles(SharedCache cache, CacheCounters counters) {
    this.cache = cache;
    this.counters = counters;
  }

  /**
   * What was found.
   *
   * @param file null for none
   * @param isCurrent whether it may be served unchecked
   */
  record Found(@Nullable CachedFile file, boolean isCurrent, Finding finding) {
    static final Found NOTHING = new Found(null, false, Finding.NOTHING);
  }

  boolean isCurrent() {
    return cache.isCurrent();
  }

  /**
   * Looks for a file.
   *
   * @param now the present time of the ticker
   */
  Found find(FilePath path, long now) {
    Finding finding = cache.find(path);
    byte[] value = finding.value();
    CachedFile file = value == null ? null : read(value, path, now - Math.max(0, finding.age()));
    boolean isCurrent = file != null && finding.age() >= 0;
    if (isCurrent) {
      counters.sharedHit();
    }
    return new Found(file, isCurrent, finding);
  }

  private static @Nullable CachedFile read(byte[] value, FilePath path, long confirmed) {
    try {
      return DiskEntry.read(ByteBuffer.wrap(value), STORE, path, confirmed);
    } catch (IOException | RuntimeException e) {
      return null; // whoever has written it does not know the format
    }
  }

  /**
   * Keeps a file that was read or checked.
   *
   * @return whether this process may keep it: nobody has changed it since it was looked for
   */
  boolean keep(CachedFile file, Finding finding, long now) {
    if (finding.isChanging()) {
      return false;
    }
    Ticket ticket = finding.ticket();
    byte[] value = ticket == null ? null : value(file);
    return ticket == null
        || value == null
        || cache.keep(file.info().path(), ticket, value, now - file.confirmed());
  }

  private static byte @Nullable [] value(CachedFile file) {
    try {
      byte[] head = DiskEntry.head(STORE, file);
      byte[] value = new byte[head.length + file.bytes().length];
      System.arraycopy(head, 0, value, 0, head.length);
      System.arraycopy(file.bytes(), 0, value, head.length, file.bytes().length);
      return value;
    } catch (IOException e) {
      return null; // metadata that the format does not hold
    }
  }
}
