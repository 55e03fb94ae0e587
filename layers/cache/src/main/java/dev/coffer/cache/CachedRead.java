package dev.coffer.cache;

import dev.coffer.Capability;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import dev.coffer.NotModifiedException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.cache.FileCache.Lease;
import dev.coffer.cache.Loaded.AbandonedLoad;
import dev.coffer.cache.Loaded.FailedLoad;
import dev.coffer.cache.Loaded.KnownFile;
import dev.coffer.cache.SharedCache.Finding;
import dev.coffer.cache.SharedFiles.Found;
import dev.coffer.spi.InMemoryStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads files from memory, and from the store below if they are not there or may have changed. */
final class CachedRead {
  private final FileStore store;
  private final FileCache cache;
  private final CacheOptions options;
  private final CacheCounters counters;
  private final LongSupplier ticker;
  private final Runnable ensureOpen;
  private final DirectoryChecks directories;
  private final @Nullable DiskCache disk;
  private final @Nullable SharedFiles shared;
  private final @Nullable CachedPages pages;
  private final boolean etagCoversMetadata;

  /**
   * Creates the reader.
   *
   * @param disk files of earlier; null for none
   * @param shared files of this and other processes; null for none
   * @param ticker nanoseconds, as {@link System#nanoTime}
   * @param ensureOpen called before bytes are served
   */
  CachedRead(
      FileStore store,
      FileCache cache,
      @Nullable DiskCache disk,
      @Nullable SharedFiles shared,
      CacheOptions options,
      CacheCounters counters,
      LongSupplier ticker,
      Runnable ensureOpen) {
    this.store = store;
    this.cache = cache;
    this.disk = disk;
    this.shared = shared;
    this.options = options;
    this.counters = counters;
    this.ticker = ticker;
    this.ensureOpen = ensureOpen;
    this.pages = disk == null ? null : new CachedPages(store, disk, counters, ensureOpen);
    this.etagCoversMetadata = store.capabilities().has(Capability.ETAG_PER_WRITE);
    this.directories = new DirectoryChecks(store, cache, counters, ticker, etagCoversMetadata);
  }

  /** Returns what is known of a file without asking the store. */
  Optional<FileInfo> known(FilePath path) {
    CachedFile file = cache.present(path);
    return file != null && file.complete() && isFresh(file, ticker.getAsLong())
        ? Optional.of(file.info())
        : Optional.empty();
  }

  OpenedFile read(FilePath path, ReadOptions asked) {
    long begun = asked.since().orElseGet(ticker::getAsLong);
    OpenedFile read = null;
    while (read == null) {
      CompletableFuture<Loaded> place = cache.find(path);
      read = place == null ? absent(path, asked) : there(path, place, asked, begun);
    }
    return read;
  }

  /** Returns null if another thread was faster. */
  private @Nullable OpenedFile absent(FilePath path, ReadOptions asked) {
    if (!isWhole(asked) && pages == null) {
      return store.read(path, asked);
    }
    Lease lease = cache.lease(path, null);
    if (lease == null) {
      return null;
    }
    return isWhole(asked) ? load(path, asked, lease) : part(path, asked, lease);
  }

  private static boolean isWhole(ReadOptions asked) {
    return asked.offset() == 0 && asked.length() == Long.MAX_VALUE && asked.knownEtag().isEmpty();
  }

  /** Returns null if it is to be tried again. */
  private @Nullable OpenedFile there(
      FilePath path, CompletableFuture<Loaded> place, ReadOptions asked, long begun) {
    Loaded loaded = await(path, place);
    if (loaded instanceof CachedFile file) {
      return cached(path, file, place, asked, begun);
    }
    if (loaded instanceof KnownFile known) {
      return isWhole(asked)
          ? whole(path, known, place, asked)
          : part(path, known, place, asked, begun);
    }
    if (loaded instanceof FailedLoad failed && failed.begun() - begun >= 0) {
      throw failed.error();
    }
    return null;
  }

  private @Nullable OpenedFile whole(
      FilePath path, KnownFile known, CompletableFuture<Loaded> place, ReadOptions asked) {
    if (isLarge(known) && isYoung(known.seen())) {
      return store.read(path, asked);
    }
    Lease lease = cache.lease(path, place);
    return lease == null ? null : load(path, asked, lease);
  }

  private boolean isLarge(KnownFile known) {
    return known.info().size() > options.maxFile();
  }

  /** Reads a part of a file of which nothing is known, and notes what the store says of it. */
  private OpenedFile part(FilePath path, ReadOptions asked, Lease lease) {
    long begun = ticker.getAsLong();
    OpenedFile opened;
    try {
      opened = store.read(path, asked);
    } catch (Throwable e) {
      cache.giveUp(path, lease, new AbandonedLoad()); // of this part alone
      throw e;
    }
    cache.end(path, lease, new KnownFile(opened.info(), asked.wantsMetadata(), begun));
    return opened;
  }

  private OpenedFile part(
      FilePath path,
      KnownFile known,
      CompletableFuture<Loaded> place,
      ReadOptions asked,
      long begun) {
    if (pages == null || !isLarge(known)) {
      return store.read(path, asked);
    }
    KnownFile current = isFresh(known.seen(), begun) ? known : known(path, place);
    return current != null && (current.complete() || !asked.wantsMetadata())
        ? pages.read(current.info(), asked).orElseGet(() -> store.read(path, asked))
        : store.read(path, asked);
  }

  /** Asks the store what a file is now; null if another thread does, or it does not exist. */
  private @Nullable KnownFile known(FilePath path, CompletableFuture<Loaded> place) {
    Lease lease = cache.lease(path, place);
    if (lease == null) {
      return null;
    }
    long begun = ticker.getAsLong();
    Optional<FileInfo> info;
    try {
      counters.checked();
      info = store.stat(path);
    } catch (Throwable e) {
      cache.giveUp(path, lease, new AbandonedLoad());
      throw e;
    }
    if (info.isEmpty()) {
      cache.giveUp(path, lease, new AbandonedLoad());
      return null;
    }
    KnownFile known = new KnownFile(info.get(), true, begun);
    cache.end(path, lease, known);
    return known;
  }

  private @Nullable OpenedFile cached(
      FilePath path,
      CachedFile file,
      CompletableFuture<Loaded> place,
      ReadOptions asked,
      long begun) {
    if (suffices(file, asked) && isFresh(file, begun)) {
      counters.hit();
      return served(file, asked);
    }
    if (asked.since().isPresent() && canBeChecked(file, asked)) {
      directories.check(path, begun);
      CachedFile checked = cache.present(path);
      if (checked != null && checked.confirmed() - begun >= 0 && suffices(checked, asked)) {
        counters.hit();
        return served(checked, asked);
      }
    }
    Lease lease = cache.lease(path, place);
    if (lease == null) {
      return null;
    }
    return canBeChecked(file, asked)
        ? check(path, file, place, asked, lease)
        : load(path, asked, lease);
  }

  private static boolean suffices(CachedFile file, ReadOptions asked) {
    return file.complete() || !asked.wantsMetadata();
  }

  /** An etag that covers the bytes alone says nothing of content type and metadata. */
  private boolean canBeChecked(CachedFile file, ReadOptions asked) {
    return !asked.wantsMetadata() || (file.complete() && etagCoversMetadata);
  }

  private boolean isFresh(CachedFile file, long begun) {
    return isFresh(file.confirmed(), begun);
  }

  private boolean isFresh(long confirmed, long begun) {
    return confirmed - begun >= 0
        || (options.freshness() == CacheOptions.Freshness.TTL
            && isYoung(confirmed)
            && hearsOfChanges());
  }

  /** While the others cannot be heard, what they have changed is found out by asking the store. */
  private boolean hearsOfChanges() {
    return shared == null || shared.isCurrent();
  }

  private boolean isYoung(long since) {
    return ticker.getAsLong() - since < options.ttl().toNanos();
  }

  private OpenedFile served(CachedFile file, ReadOptions asked) {
    int length = (int) asked.check(file.info(), store.name());
    return new OpenedFile(
        file.info(), new InMemoryStream(file.bytes(), (int) asked.offset(), length, ensureOpen));
  }

  private Loaded await(FilePath path, CompletableFuture<Loaded> place) {
    try {
      return place.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(context(path), null, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a lease ends with a value", e);
    }
  }

  // ---- Reading from the store

  private OpenedFile load(FilePath path, ReadOptions asked, Lease lease) {
    long begun = ticker.getAsLong();
    Load load;
    try {
      load = load(path, null, asked, begun);
    } catch (Throwable e) {
      cache.giveUp(path, lease, reason(e, begun));
      throw e;
    }
    return answer(path, load, asked, lease);
  }

  /** Asks whether the file is what is in memory. */
  private OpenedFile check(
      FilePath path,
      CachedFile file,
      CompletableFuture<Loaded> place,
      ReadOptions asked,
      Lease lease) {
    long begun = ticker.getAsLong();
    Load load;
    try {
      load = load(path, file, asked, begun);
    } catch (NotFoundException e) {
      cache.giveUp(path, lease, reason(e, begun));
      throw e;
    } catch (Throwable e) {
      cache.giveBack(path, lease, place, reason(e, begun));
      throw e;
    }
    return answer(path, load, asked, lease);
  }

  /**
   * Takes the file from the shared cache, or else from the store.
   *
   * @param known what may be out of date; null for nothing
   */
  private Load load(FilePath path, @Nullable CachedFile known, ReadOptions asked, long begun) {
    Found found = shared == null ? Found.NOTHING : shared.find(path, begun);
    CachedFile file = found.file();
    if (file != null && found.isCurrent() && suffices(file, asked) && isFresh(file, begun)) {
      counters.hit();
      return new Load(file, false, found.finding(), null);
    }
    CachedFile earlier = earlier(path, known, file, begun);
    return earlier == null || !canBeChecked(earlier, asked)
        ? fetched(path, asked, begun, found.finding())
        : checked(path, earlier, asked, begun, found.finding());
  }

  private @Nullable CachedFile earlier(
      FilePath path, @Nullable CachedFile known, @Nullable CachedFile shared, long begun) {
    if (known != null) {
      return known;
    }
    return shared != null || disk == null ? shared : disk.find(path, begun).orElse(null);
  }

  private Load fetched(FilePath path, ReadOptions asked, long begun, Finding finding) {
    counters.loaded();
    return taken(store.read(path, whole(asked)), asked, begun, finding);
  }

  private Load checked(
      FilePath path, CachedFile file, ReadOptions asked, long begun, Finding finding) {
    counters.checked();
    OpenedFile changed;
    try {
      changed = store.read(path, whole(asked).ifNoneMatch(file.info().etag()));
    } catch (NotModifiedException e) {
      counters.hit();
      return new Load(file.confirmed(begun, etagCoversMetadata), false, finding, null);
    }
    counters.loaded();
    return taken(changed, asked, begun, finding);
  }

  private static ReadOptions whole(ReadOptions asked) {
    ReadOptions all =
        asked.isMissingSkipped() ? ReadOptions.DEFAULTS.skipMissing() : ReadOptions.DEFAULTS;
    return asked.wantsMetadata() ? all : all.withoutMetadata();
  }

  /**
   * What the store has given.
   *
   * @param isNew whether the bytes come from the store
   * @param finding what the shared cache had before
   * @param stream the file itself if it is too large for memory
   */
  private record Load(Loaded loaded, boolean isNew, Finding finding, @Nullable OpenedFile stream) {}

  private Load taken(OpenedFile opened, ReadOptions asked, long begun, Finding finding) {
    if (opened.info().size() > options.maxFile()) {
      return new Load(
          new KnownFile(opened.info(), asked.wantsMetadata(), begun), true, finding, opened);
    }
    try (opened) {
      byte[] bytes = bytes(opened);
      return new Load(
          new CachedFile(opened.info(), asked.wantsMetadata(), bytes, begun), true, finding, null);
    }
  }

  private OpenedFile answer(FilePath path, Load load, ReadOptions asked, Lease lease) {
    if (load.loaded() instanceof CachedFile file) {
      if (load.isNew() && disk != null) {
        keepOnDisk(path, file, lease, disk);
      }
      if (shared == null || shared.keep(file, load.finding(), ticker.getAsLong())) {
        cache.end(path, lease, file);
      } else {
        counters.outdated();
        cache.giveUp(path, lease, file);
      }
      return served(file, asked);
    }
    cache.end(path, lease, load.loaded());
    OpenedFile whole = Objects.requireNonNull(load.stream());
    if (isWhole(asked)) {
      return whole;
    }
    whole.close();
    return store.read(path, asked);
  }

  /**
   * A change meanwhile has taken the lease away, and has looked for the file on disk before it was
   * there.
   */
  private void keepOnDisk(FilePath path, CachedFile file, Lease lease, DiskCache files) {
    files.keep(file);
    if (cache.find(path) != lease) {
      files.remove(path);
    }
  }

  private byte[] bytes(OpenedFile opened) {
    FileInfo info = opened.info();
    byte[] bytes = new byte[(int) info.size()];
    int read;
    try {
      read = opened.stream().readNBytes(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new StorageFailureException(context(info.path()), null, e);
    }
    if (read < bytes.length) {
      String hint = "it ended after " + read + " of " + bytes.length + " bytes";
      throw new CorruptFileException(context(info.path()), hint, null);
    }
    return bytes;
  }

  /** An interrupt is that of one reader, and an Error of one thread: the others read themselves. */
  private static Loaded reason(Throwable e, long begun) {
    return e instanceof FileStoreException error && !(e instanceof InterruptedOperationException)
        ? new FailedLoad(error, begun)
        : new AbandonedLoad();
  }

  private ErrorContext context(FilePath path) {
    return new ErrorContext("read", path.toString(), store.name());
  }
}
