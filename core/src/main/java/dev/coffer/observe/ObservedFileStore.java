package dev.coffer.observe;

import dev.coffer.Ability;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.PresignedUrls;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.Leftovers;
import dev.coffer.spi.Measures;
import dev.coffer.spi.ServiceRequests;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A layer that tells what is done with the store below: one log line an operation, numbers in
 * {@link FileStoreMetrics}, and a call to each {@link Watcher}. Answers and errors are those of the
 * store below.
 *
 * <p>An operation is a call of a primitive: {@code readAll} of three files is three reads. A read
 * lasts until its stream is closed, a list until its entries are taken or the stream is closed.
 *
 * <p>The lines go to the logger of this class, with the keys {@code operation}, {@code path},
 * {@code bytes}, {@code milliseconds}, {@code outcome} and {@code store}: a failure at WARN, a slow
 * operation at INFO, any other at DEBUG. No line and no number holds content or a secret.
 *
 * <p>{@link #unwrap} gives {@link FileStoreMetrics}; {@link PresignedUrls}, of which each is told;
 * and what the store below has beside files. Unless a watcher {@linkplain Watcher#needsAll() needs
 * all}, it passes on any other ability too, such as the client of a service, whose use is not seen.
 */
public final class ObservedFileStore extends ForwardingFileStore {
  private static final Set<Class<?>> HARMLESS =
      Set.of(Diagnosis.class, Leftovers.class, Measures.class, ServiceRequests.class);

  private final Counters counters = new Counters();
  private final List<Watcher> watchers;
  private final LogLines lines;
  private final String name;

  /**
   * Wraps a store, with {@link ObserveOptions#DEFAULTS}.
   *
   * @param delegate does the work; closed with this store
   */
  public ObservedFileStore(FileStore delegate) {
    this(delegate, ObserveOptions.DEFAULTS);
  }

  /**
   * Wraps a store.
   *
   * @param delegate does the work; closed with this store
   * @param options what is slow, what is a failure, who else is told
   */
  public ObservedFileStore(FileStore delegate, ObserveOptions options) {
    super(delegate);
    this.name = delegate.name();
    this.watchers = options.watchers().stream().map(watcher -> watcher.of(delegate)).toList();
    this.lines = new LogLines(options, name);
  }

  private Running begin(StoreOperation operation, Collection<FilePath> paths) {
    return Running.begin(operation, paths, counters.of(operation), lines, watchers, name);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    return change(
        StoreOperation.WRITE, List.of(path), () -> delegate().write(path, content, options));
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target) {
    return change(
        StoreOperation.COPY, List.of(source, target), () -> delegate().copy(source, target));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    return change(
        StoreOperation.MOVE, List.of(source, target), () -> delegate().move(source, target));
  }

  private FileInfo change(StoreOperation operation, List<FilePath> paths, Supplier<FileInfo> call) {
    Running running = begin(operation, paths);
    FileInfo info = answer(running, call);
    running.found(info);
    running.addBytes(info.size());
    running.succeeded();
    return info;
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    Running running = begin(StoreOperation.READ, List.of(path));
    if (options.isMissingPassedOver()) {
      running.passOverMissing();
    }
    OpenedFile file = answer(running, () -> delegate().read(path, options));
    running.found(file.info());
    long rest = Math.max(0, file.info().size() - options.offset());
    closedUnless(file::close, () -> running.answered(Math.min(rest, options.length())));
    return new OpenedFile(file.info(), new ObservedStream(file.stream(), running));
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return observe(StoreOperation.STAT, path, () -> delegate().stat(path));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    Running running = begin(StoreOperation.LIST, List.of(directory));
    Stream<Entry> entries = answer(running, () -> delegate().list(directory, options));
    ObservedEntries observed = new ObservedEntries(entries.spliterator(), running);
    closedUnless(
        entries::close,
        () -> {
          if (needsAll()) {
            // A store that lists lazily would fail after it was told that all is well.
            var unused = answer(running, observed::lookAhead);
          }
          running.answered(0);
        });
    return observed.closing(entries);
  }

  private boolean needsAll() {
    return watchers.stream().anyMatch(Watcher::needsAll);
  }

  /** What the caller will not get is closed. */
  private static void closedUnless(Closing opened, Runnable passes) {
    try {
      passes.run();
    } catch (RuntimeException | Error e) {
      try {
        opened.close();
      } catch (RuntimeException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  /** A close without checked exceptions. */
  private interface Closing {
    void close();
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    observe(StoreOperation.DELETE, paths, () -> delegate().deleteFiles(paths));
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    observe(StoreOperation.DELETE, List.of(path), () -> delegate().deleteFile(path, options));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    observe(
        StoreOperation.DELETE_DIRECTORY,
        List.of(directory),
        () -> delegate().deleteDirectory(directory));
  }

  private void observe(StoreOperation operation, Collection<FilePath> paths, Runnable call) {
    Running running = begin(operation, paths);
    answer(
        running,
        () -> {
          call.run();
          return true;
        });
    running.succeeded();
  }

  <T> T observe(StoreOperation operation, FilePath path, Supplier<T> call) {
    Running running = begin(operation, List.of(path));
    T answer = answer(running, call);
    running.succeeded();
    return answer;
  }

  private static <T> T answer(Running running, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      running.failed(e);
      throw e;
    }
  }

  /** Closes the store below, then tells the watchers. */
  @Override
  public void close() {
    try {
      super.close();
    } finally {
      watchers.forEach(Watcher::close);
    }
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == FileStoreMetrics.class) {
      return Optional.of(type.cast(counters));
    }
    if (type == PresignedUrls.class) {
      return delegate()
          .unwrap(PresignedUrls.class)
          .map(urls -> type.cast(new ObservedUrls(urls, this)));
    }
    return super.unwrap(type)
        .or(() -> delegate().unwrap(type).filter(ability -> passesOn(type, ability)));
  }

  /** Another store below would be used in place of this one; who wants that opens it so. */
  private boolean passesOn(Class<?> type, Object ability) {
    return HARMLESS.contains(type)
        || (ability instanceof Ability known && known.leavesFilesAlone())
        || (!FileStore.class.isAssignableFrom(type) && !needsAll());
  }
}
