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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the cached files of a directory with one listing instead of one request each, for a call
 * that reads many files: the listing began after the call did, so what it shows is current enough.
 *
 * <p>The first few files of a call are checked one by one, since most calls read few. A listing
 * ends early if the directory has many more files than the cache.
 */
final class DirectoryChecks {
  private static final int CHECKED_ONE_BY_ONE = 3;
  private static final int DIRECTORIES = 32;

  private final FileStore store;
  private final FileCache cache;
  private final CacheCounters counters;
  private final LongSupplier ticker;
  private final Cache<FilePath, DirectoryCheck> checks =
      Caffeine.newBuilder().maximumSize(DIRECTORIES).executor(Runnable::run).build();

  DirectoryChecks(FileStore store, FileCache cache, CacheCounters counters, LongSupplier ticker) {
    this.store = store;
    this.cache = cache;
    this.counters = counters;
    this.ticker = ticker;
  }

  /** What a listing showed of cached files, and when it began. */
  private record Listing(long begun, Map<FilePath, FileInfo> files) {}

  /** The check of a directory for calls that began at a moment or before. */
  private static final class DirectoryCheck {
    final long since;
    private int asked;
    private @Nullable CompletableFuture<Listing> listing;

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

  private record Turn(CompletableFuture<Listing> listing, boolean isMine) {}

  /**
   * Returns the file if a listing shows that it is current.
   *
   * @param since when the call began
   * @return null if it may have changed, or is to be checked alone
   */
  @Nullable CachedFile confirmed(CachedFile file, long since, boolean etagCoversMetadata) {
    FilePath path = file.info().path();
    FilePath directory = path.parent().orElse(FilePath.ROOT);
    Turn turn = check(directory, since).next();
    if (turn == null) {
      return null;
    }
    if (turn.isMine()) {
      make(turn.listing(), directory);
    }
    Listing listing = await(path, turn.listing());
    FileInfo listed = listing.files().get(path);
    if (listed == null || !listed.etag().equals(file.info().etag())) {
      return null;
    }
    boolean sameFile =
        etagCoversMetadata || listed.lastModified().equals(file.info().lastModified());
    return file.confirmed(listing.begun(), sameFile);
  }

  private DirectoryCheck check(FilePath directory, long since) {
    return checks
        .asMap()
        .compute(
            directory,
            (path, known) ->
                known != null && known.since - since >= 0 ? known : new DirectoryCheck(since));
  }

  private void make(CompletableFuture<Listing> listing, FilePath directory) {
    try {
      listing.complete(list(directory));
    } finally {
      listing.complete(new Listing(ticker.getAsLong(), Map.of()));
    }
  }

  /** A listing that fails shows nothing: each file is then checked alone, and fails alone. */
  private Listing list(FilePath directory) {
    long begun = ticker.getAsLong();
    Map<FilePath, FileInfo> files = new HashMap<>();
    Set<FilePath> cached = new HashSet<>(cachedIn(directory));
    long most = 1000 + 4L * cached.size();
    counters.checked();
    try (Stream<Entry> entries = store.list(directory, ListOptions.DEFAULTS.withoutSizes())) {
      Iterator<Entry> each = entries.iterator();
      for (long i = 0; i < most && each.hasNext(); i++) {
        if (each.next() instanceof FileInfo info && cached.contains(info.path())) {
          files.put(info.path(), info);
        }
      }
    } catch (FileStoreException e) {
      return new Listing(begun, Map.of());
    }
    return new Listing(begun, files);
  }

  private List<FilePath> cachedIn(FilePath directory) {
    return cache.paths(path -> path.parent().orElse(FilePath.ROOT).equals(directory));
  }

  private Listing await(FilePath path, CompletableFuture<Listing> listing) {
    try {
      return listing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(
          new ErrorContext("read", path.toString(), store.name()), null, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a listing ends with a value", e);
    }
  }
}
