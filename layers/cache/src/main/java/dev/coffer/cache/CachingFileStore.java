package dev.coffer.cache;

import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.PresignedUrls;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.cache.SharedCache.Change;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.Leftovers;
import dev.coffer.spi.Metrics;
import dev.coffer.spi.OwnArea;
import dev.coffer.spi.ServiceRequests;
import dev.coffer.spi.StagedWrites;
import dev.coffer.spi.StoreCache;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A layer that keeps whole files in memory, to read them again without the store below.
 *
 * <ul>
 *   <li>After a write, deletion, copy or move by this process, through this or another cached
 *       handle of the same store, no read returns an older state, however calls race. A handle of a
 *       directory above or below is another store.
 *   <li>Changes by others are seen after {@link CacheOptions#ttl} at the latest. With {@link
 *       CacheOptions.Freshness#ALWAYS} each read asks the store whether the file has changed, which
 *       costs a request without a body, and is as current as the store. A {@link #readAll} of many
 *       files of one directory asks by listing that directory, once.
 *   <li>Listings, absent files and errors are never kept.
 *   <li>Many readers of a file that is not in memory are one read of the store.
 *   <li>A part of a file is served from the cache if the file is there, and otherwise read from the
 *       store. So is a file larger than {@link CacheOptions#maxFile}, and a read with {@link
 *       ReadOptions#ifMatch}, whose answer is always the store's.
 *   <li>With {@link CacheOptions#disk}, parts of such large files are kept in pages of a mebibyte
 *       by the version of the file.
 *   <li>With {@link CacheOptions#shared}, processes share files and hear of each other's changes. A
 *       cache that cannot be reached makes no call fail; until it can be, each read asks the store
 *       whether the file has changed.
 * </ul>
 *
 * <p>With {@link CacheOptions#disk} files are also kept in a directory, and are served from there
 * after the store was asked whether they have changed. A directory that is damaged, full or used by
 * another process makes no call fail. A file that is deleted or replaced by a call of this store is
 * deleted there too, except with its directory; what others delete stays until it makes room.
 *
 * <p>Besides the files that it holds, it takes the memory of those that are being read: at most one
 * of {@link CacheOptions#maxFile} for each reader. Safe for use by many threads.
 */
public final class CachingFileStore extends ForwardingFileStore {
  private static final Set<Class<?>> PASSED_ON =
      Set.of(
          StagedWrites.class,
          PresignedUrls.class,
          Leftovers.class,
          Diagnosis.class,
          ServiceRequests.class);

  private final CacheCounters counters = new CacheCounters();
  private final FileCache cache;
  private final @Nullable DiskCache disk;
  private final @Nullable SharedCache shared;
  private final Invalidations.Handle handle;
  private final CachedRead reads;
  private volatile boolean closed;

  /**
   * Wraps a store.
   *
   * @param delegate the store; closed with this one
   * @param options how much is kept, and for how long
   */
  public CachingFileStore(FileStore delegate, CacheOptions options) {
    this(delegate, options, System::nanoTime);
  }

  CachingFileStore(FileStore delegate, CacheOptions options, LongSupplier ticker) {
    super(delegate);
    this.cache = new FileCache(options.maxSize(), counters);
    this.disk =
        options
            .disk()
            .map(each -> new DiskCache(each, delegate.toString(), options.maxFile(), ticker))
            .orElse(null);
    this.shared = options.shared().map(each -> join(each, options)).orElse(null);
    SharedFiles files = shared == null ? null : new SharedFiles(shared, counters);
    this.reads =
        new CachedRead(delegate, cache, disk, files, options, counters, ticker, this::ensureOpen);
    this.handle = new Invalidations.Handle(cache, shared);
    Invalidations.register(name(), handle);
  }

  private SharedCache join(SharedCache.Access access, CacheOptions options) {
    return access.join(
        delegate().toString(),
        options,
        new SharedCache.Listener() {
          @Override
          public void changed(FilePath path) {
            cache.remove(path);
          }

          @Override
          public void changedBelow(FilePath directory) {
            cache.removeIf(path -> path.startsWith(directory));
          }
        });
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    ensureOpen();
    path.requireFile("read", this);
    return options.requiredEtag().isPresent() || OwnArea.contains(path)
        ? delegate().read(path, options)
        : reads.read(path, options);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    ensureOpen();
    return reads.known(path).or(() -> delegate().stat(path));
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    return changed(List.of(path), () -> delegate().write(path, content, options));
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return changed(List.of(target), () -> delegate().copy(source, target, options));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    return changed(List.of(source, target), () -> delegate().move(source, target));
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    changed(paths, () -> delegate().deleteFiles(paths));
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    changed(List.of(path), () -> delegate().deleteFile(path, options));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    try {
      tell(caches -> caches.changedBelow(directory));
      delegate().deleteDirectory(directory);
    } finally {
      tell(caches -> caches.changedBelow(directory));
      everywhere(caches -> caches.removeIf(path -> path.startsWith(directory)));
    }
  }

  private void changed(Collection<FilePath> paths, Runnable change) {
    changed(
        paths,
        () -> {
          change.run();
          return paths;
        });
  }

  private <T> T changed(Collection<FilePath> paths, Supplier<T> change) {
    Change announced = shared == null ? null : shared.changing(paths);
    try {
      return change.get();
    } finally {
      forget(paths, announced);
    }
  }

  /**
   * After the change, whether it succeeded or not: a change that failed may have been made. What is
   * shared goes first, since it would come back into memory from there.
   */
  private void forget(Collection<FilePath> paths, @Nullable Change announced) {
    Change change = announced == null ? new Change(paths, "") : announced;
    tell(caches -> caches.changed(change));
    everywhere(caches -> paths.forEach(caches::remove));
    if (disk != null) {
      paths.forEach(disk::remove);
    }
  }

  private void tell(Predicate<SharedCache> news) {
    Invalidations.tell(delegate().name(), shared, news);
  }

  private void everywhere(Consumer<FileCache> invalidation) {
    Invalidations.everywhere(delegate().name(), invalidation);
  }

  /**
   * Returns {@link Metrics}, the {@link StoreCache}, signed URLs, and features of the store below
   * that change no file or whose changes pass this store.
   */
  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == Metrics.class) {
      return Optional.of(type.cast(Metrics.with(delegate(), () -> counters.metrics(cache, disk))));
    }
    if (type == StoreCache.class) {
      CachePlaces places = new CachePlaces(cache, disk, shared, paths -> changed(paths, () -> {}));
      return Optional.of(type.cast(places));
    }
    if (type == Diagnosis.class && (disk != null || shared != null)) {
      Optional<Diagnosis> below = delegate().unwrap(Diagnosis.class);
      return Optional.of(type.cast(new CacheDiagnosis(below, disk, shared)));
    }
    return PASSED_ON.contains(type)
        ? delegate().unwrap(type)
        : super.unwrap(type)
            .or(() -> delegate().unwrap(type).flatMap(this::passingThis).map(type::cast));
  }

  private Optional<Feature> passingThis(Object found) {
    if (!(found instanceof Feature feature)) {
      return Optional.empty();
    }
    return feature.leavesFilesAlone() ? Optional.of(feature) : feature.through(this);
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Invalidations.unregister(delegate().name(), handle);
    cache.clear();
    if (disk != null) {
      disk.close();
    }
    if (shared != null) {
      shared.close();
    }
    super.close();
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed: " + this);
    }
  }

  @Override
  public String toString() {
    return "Cached(" + delegate() + ")";
  }
}
