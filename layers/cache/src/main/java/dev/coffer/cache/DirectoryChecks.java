package dev.coffer.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ListOptions;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the cached files of a directory with one listing instead of one request each, for a call
 * that reads many files: the listing began after the call did, so what it shows is current enough.
 *
 * <p>The first few files of a call are checked one by one, since most calls read few. A listing
 * ends early if the directory has many more files than the cache.
 */
final class DirectoryChecks {
  private static final Logger LOG = LoggerFactory.getLogger(CachingFileStore.class);
  private static final int CHECKED_ONE_BY_ONE = 3;
  private static final int DIRECTORIES = 32;

  private final FileStore store;
  private final FileCache cache;
  private final CacheCounters counters;
  private final LongSupplier ticker;
  private final boolean etagCoversMetadata;
  private final Cache<FilePath, DirectoryCheck> checks =
      Caffeine.newBuilder().maximumSize(DIRECTORIES).executor(Runnable::run).build();

  DirectoryChecks(
      FileStore store,
      FileCache cache,
      CacheCounters counters,
      LongSupplier ticker,
      boolean etagCoversMetadata) {
    this.store = store;
    this.cache = cache;
    this.counters = counters;
    this.ticker = ticker;
    this.etagCoversMetadata = etagCoversMetadata;
  }

  /** The check of a directory for calls that began at a moment or before. */
  private static final class DirectoryCheck {
    final long since;
    private int asked;
    private @Nullable CompletableFuture<Void> listing;

    DirectoryCheck(long since) {
      this.since = since;
    }

    /** Returns the listing, which the caller must make if it is new; null if not worth it yet. */
    synchronized @Nullable Turn next() {
      if (listing != null) {
        return new Turn(listing, false);
      }
      if (++asked <= CHECKED_ONE_BY_ONE) {
        return null;
      }
      listing = new CompletableFuture<>();
      return new Turn(listing, true);
    }
  }

  private record Turn(CompletableFuture<Void> listing, boolean isMine) {}

  /**
   * Checks a file together with the others of its directory, by a listing that began after the
   * call. The files that it shows with their etags are then as current as the listing. Does nothing
   * for the first few files of a call.
   *
   * @param since when the call began
   */
  void check(FilePath path, long since) {
    FilePath directory = directoryOf(path);
    Turn turn = directoryCheck(directory, since).next();
    if (turn == null) {
      return;
    }
    if (turn.isMine()) {
      try {
        list(directory);
      } finally {
        turn.listing().complete(null);
      }
    }
    await(path, turn.listing());
  }

  private DirectoryCheck directoryCheck(FilePath directory, long since) {
    return checks
        .asMap()
        .compute(
            directory,
            (path, known) ->
                known != null && known.since - since >= 0 ? known : new DirectoryCheck(since));
  }

  private static FilePath directoryOf(FilePath path) {
    return path.parent().orElse(FilePath.ROOT);
  }

  /** A listing that fails shows nothing: each file is then checked alone, and fails alone. */
  private void list(FilePath directory) {
    long begun = ticker.getAsLong();
    long most = 1000 + 4 * cache.count(path -> directoryOf(path).equals(directory));
    counters.checked();
    try (Stream<Entry> entries = store.list(directory, ListOptions.DEFAULTS.withoutSizes())) {
      Iterator<Entry> each = entries.iterator();
      for (long i = 0; i < most && each.hasNext(); i++) {
        if (each.next() instanceof FileInfo listed) {
          confirm(listed, begun);
        }
      }
    } catch (FileStoreException e) {
      LOG.debug("the files of {} are checked one by one: {}", directory, e.toString());
    }
  }

  private void confirm(FileInfo listed, long begun) {
    CompletableFuture<Loaded> place = cache.find(listed.path());
    if (place != null
        && place.getNow(null) instanceof CachedFile file
        && file.info().etag().equals(listed.etag())
        && file.confirmed() - begun < 0) {
      cache.replace(listed.path(), place, file.confirmed(begun, etagCoversMetadata));
    }
  }

  private void await(FilePath path, CompletableFuture<Void> listing) {
    try {
      listing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(
          new ErrorContext("read", path.toString(), store.name()), null, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a listing ends with a value", e);
    }
  }
}
