package dev.coffer.cache;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.spi.StoreCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The files of one store in a {@link CacheDirectory}. What it returns is what was once read from
 * the store, and is to be checked by its etag. It never fails: what cannot be read is not there,
 * and after a failure nothing is written for a minute.
 */
final class DiskCache {
  private static final Logger LOG = LoggerFactory.getLogger(CachingFileStore.class);
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();
  private static final int LARGEST_HEAD = 1 << 16;

  private final DiskCacheOptions options;
  private final String store;
  private final long maxFile;
  private final LongSupplier ticker;
  private final AtomicLong pausedUntil;
  private final ReentrantLock opening = new ReentrantLock();

  /** Null if it cannot be used, which is tried again after a pause. */
  private volatile @Nullable CacheDirectory directory;

  private boolean closed;

  /**
   * Opens the directory.
   *
   * @param nest the store below with its layers: one that changes bytes may keep the etag
   */
  DiskCache(DiskCacheOptions options, String nest, long maxFile, LongSupplier ticker) {
    this.options = options;
    this.store = options.store() + " as " + nest;
    this.maxFile = maxFile;
    this.ticker = ticker;
    this.pausedUntil = new AtomicLong(ticker.getAsLong());
    this.directory = open(Level.WARN);
  }

  private @Nullable CacheDirectory open(Level trouble) {
    CacheDirectory opened = null;
    try {
      opened = CacheDirectory.open(options.directory(), options.maxSize());
      if (opened == null) {
        LOG.atLevel(trouble)
            .log(
                "another process uses the cache in {}: this one works without it; name another"
                    + " directory",
                options.directory());
      }
    } catch (IOException | RuntimeException e) {
      LOG.atLevel(trouble).log("no cache in {}: {}", options.directory(), e.toString());
    }
    if (opened == null) {
      pausedUntil.set(ticker.getAsLong() + PAUSE);
    }
    return opened;
  }

  private boolean isPaused() {
    return pausedUntil.get() - ticker.getAsLong() > 0;
  }

  /** Returns the directory, which is opened if it was not and the pause is over. */
  private @Nullable CacheDirectory usable() {
    CacheDirectory known = directory;
    if (known != null || isPaused() || !opening.tryLock()) {
      return known;
    }
    try {
      if (directory == null && !closed) {
        directory = open(Level.DEBUG);
      }
      return directory;
    } finally {
      opening.unlock();
    }
  }

  private interface Step {
    void run(CacheDirectory files) throws IOException;
  }

  private boolean attempt(Step step) {
    CacheDirectory files = usable();
    if (files == null) {
      return false;
    }
    try {
      step.run(files);
      return true;
    } catch (ClosedByInterruptException e) {
      // The caller's thread is interrupted, and says so where it reads from the store.
    } catch (IOException | RuntimeException e) {
      long now = ticker.getAsLong();
      long until = pausedUntil.get();
      if (until - now <= 0 && pausedUntil.compareAndSet(until, now + PAUSE)) {
        LOG.warn("the cache in {} does not work: {}", options.directory(), e.toString());
      }
    }
    return false;
  }

  /** Returns what was once read; empty if nothing is there. */
  Optional<CachedFile> find(FilePath path, long longAgo) {
    AtomicReference<@Nullable CachedFile> found = new AtomicReference<>();
    boolean unused =
        attempt(
            files -> {
              ByteBuffer entry = files.read(EntryName.of(store, path), maxFile + LARGEST_HEAD);
              if (entry != null) {
                found.set(DiskEntry.read(entry, store, path, longAgo));
              }
            });
    return Optional.ofNullable(found.get());
  }

  void keep(CachedFile file) {
    keep(store, file);
  }

  private void keep(String whose, CachedFile file) {
    if (isPaused()) {
      return;
    }
    boolean unused =
        attempt(
            files -> {
              EntryName name = EntryName.of(whose, file.info().path());
              files.write(name, DiskEntry.head(whose, file), file.bytes());
            });
  }

  /** Returns a page of a version of a file; empty if it is not there. */
  Optional<byte[]> page(FileInfo file, long number) {
    AtomicReference<byte @Nullable []> found = new AtomicReference<>();
    String whose = ofPage(file, number);
    boolean unused =
        attempt(
            files -> {
              ByteBuffer entry =
                  files.read(EntryName.of(whose, file.path()), CachedPages.PAGE + LARGEST_HEAD);
              CachedFile page = entry == null ? null : DiskEntry.read(entry, whose, file.path(), 0);
              found.set(page == null ? null : page.bytes());
            });
    return Optional.ofNullable(found.get());
  }

  void keepPage(FileInfo file, long number, byte[] page) {
    keep(ofPage(file, number), new CachedFile(file, false, page, 0));
  }

  private String ofPage(FileInfo file, long number) {
    return store + " page " + number + " of " + file.etag();
  }

  /** Deletes a file that was deleted or replaced: its bytes must not outlive it here. */
  void remove(FilePath path) {
    boolean unused = attempt(files -> files.delete(EntryName.of(store, path)));
  }

  long size() {
    CacheDirectory files = directory;
    return files == null ? 0 : files.size();
  }

  /** Returns what the directory holds, of all stores; empty if it does not work. */
  Optional<StoreCache.Content> content() {
    AtomicReference<StoreCache.@Nullable Content> found = new AtomicReference<>();
    boolean unused = attempt(files -> found.set(files.content()));
    return Optional.ofNullable(found.get());
  }

  /**
   * Deletes all files of the directory, of all stores.
   *
   * @return whether that was done
   */
  boolean clear() {
    return attempt(CacheDirectory::clear);
  }

  /** Returns whether the directory works, and how much room its disk has. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("cache directory", options.directory() + ", " + state());
    try {
      java.nio.file.FileStore disk = Files.getFileStore(options.directory());
      long free = disk.getUsableSpace();
      String room =
          free < options.maxSize() - size() ? ", less than the cache may take" : " bytes free";
      facts.put("cache disk", disk.name() + " (" + disk.type() + "), " + free + room);
    } catch (IOException e) {
      facts.put("cache disk", "unknown: " + e);
    }
    return facts;
  }

  private String state() {
    if (directory == null) {
      return "not used: it cannot be written, or another process uses it";
    }
    return Files.isWritable(options.directory())
        ? "of " + options.maxSize() + " bytes at most"
        : "not writable";
  }

  @Override
  public String toString() {
    return options.directory().toString();
  }

  void close() {
    opening.lock();
    try {
      closed = true;
    } finally {
      opening.unlock();
    }
    boolean unused = attempt(CacheDirectory::release);
  }
}
