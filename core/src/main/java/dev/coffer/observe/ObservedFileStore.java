package dev.coffer.observe;

import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.Feature;
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
import dev.coffer.spi.Metrics;
import dev.coffer.spi.ServiceRequests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A layer that reports the operations of the store below: one log line per operation, numbers in
 * {@link FileStoreMetrics}, and a call to each {@link OperationListener}. Results and errors are
 * those of the store below.
 *
 * <p>An operation is a call of a primitive: {@code readAll} of three files is three reads. A read
 * lasts until its stream is closed, a list until its entries are consumed or the stream is closed.
 *
 * <p>The lines go to the logger of this class, with the keys {@code operation}, {@code path},
 * {@code bytes}, {@code milliseconds}, {@code outcome} and {@code store}: a failure at WARN, a slow
 * operation at INFO, any other at DEBUG. No line and no number contains file content or a secret.
 *
 * <p>{@link #unwrap} returns {@link FileStoreMetrics}; {@link PresignedUrls}, each of which is
 * reported; and the features of the store below that do not touch files. Unless a listener
 * {@linkplain OperationListener#needsAll() needs all}, it also passes on any other feature, such as
 * the client of a service, whose use is not observed.
 */
public final class ObservedFileStore extends ForwardingFileStore {
  private final Map<StoreOperation, OperationCounter> counters =
      new EnumMap<>(StoreOperation.class);
  private final List<OperationListener> listeners;
  private final LogLines lines;
  private final String name;

  /**
   * Wraps a store, with {@link ObserveOptions#DEFAULTS}.
   *
   * @param delegate the store below; closed with this store
   */
  public ObservedFileStore(FileStore delegate) {
    this(delegate, ObserveOptions.DEFAULTS);
  }

  /**
   * Wraps a store.
   *
   * @param delegate the store below; closed with this store
   * @param options what is slow, what is a failure, and further listeners
   */
  public ObservedFileStore(FileStore delegate, ObserveOptions options) {
    super(delegate);
    this.name = delegate.name();
    for (StoreOperation operation : StoreOperation.values()) {
      counters.put(operation, new OperationCounter());
    }
    this.listeners = listenersOf(delegate, options);
    this.lines = new LogLines(options, name);
  }

  private static List<OperationListener> listenersOf(FileStore store, ObserveOptions options) {
    List<OperationListener> listeners = new ArrayList<>();
    for (OperationListener listener : options.listeners()) {
      listeners.add(listener.of(store));
    }
    return List.copyOf(listeners);
  }

  private ActiveOperation begin(StoreOperation operation, Collection<FilePath> paths) {
    OperationCounter counter = Objects.requireNonNull(counters.get(operation));
    return ActiveOperation.begin(operation, paths, counter, lines, listeners, name);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    return change(
        StoreOperation.WRITE, List.of(path), () -> delegate().write(path, content, options));
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return change(
        StoreOperation.COPY,
        List.of(source, target),
        () -> delegate().copy(source, target, options));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    return change(
        StoreOperation.MOVE, List.of(source, target), () -> delegate().move(source, target));
  }

  private FileInfo change(StoreOperation operation, List<FilePath> paths, Supplier<FileInfo> call) {
    ActiveOperation running = begin(operation, paths);
    FileInfo info = answer(running, call);
    running.found(info);
    running.addBytes(info.size());
    running.succeeded();
    return info;
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    ActiveOperation running = begin(StoreOperation.READ, List.of(path));
    if (options.isMissingSkipped()) {
      running.ignoreMissing();
    }
    OpenedFile file = answer(running, () -> delegate().read(path, options));
    running.found(file.info());
    long rest = Math.max(0, file.info().size() - options.offset());
    closedUnless(() -> running.answered(Math.min(rest, options.length())), file::close);
    return ObservedStream.of(file, running);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return observe(StoreOperation.STAT, List.of(path), () -> delegate().stat(path));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    ActiveOperation running = begin(StoreOperation.LIST, List.of(directory));
    Stream<Entry> entries = answer(running, () -> delegate().list(directory, options));
    ObservedEntries observed = new ObservedEntries(entries.spliterator(), running);
    closedUnless(
        () -> {
          if (needsAll()) {
            // A store that lists lazily would otherwise fail after a success was reported.
            var unused = answer(running, observed::lookAhead);
          }
          running.answered(0);
        },
        entries::close);
    return observed.closing(entries);
  }

  private boolean needsAll() {
    return listeners.stream().anyMatch(OperationListener::needsAll);
  }

  /** Closes a result that the caller will not get. */
  private static void closedUnless(Runnable passes, Runnable close) {
    try {
      passes.run();
    } catch (Throwable e) {
      try {
        close.run();
      } catch (RuntimeException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    run(StoreOperation.DELETE, paths, () -> delegate().deleteFiles(paths));
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    run(StoreOperation.DELETE, List.of(path), () -> delegate().deleteFile(path, options));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    run(
        StoreOperation.DELETE_DIRECTORY,
        List.of(directory),
        () -> delegate().deleteDirectory(directory));
  }

  private void run(StoreOperation operation, Collection<FilePath> paths, Runnable call) {
    boolean unused =
        observe(
            operation,
            paths,
            () -> {
              call.run();
              return true;
            });
  }

  <T> T observe(StoreOperation operation, Collection<FilePath> paths, Supplier<T> call) {
    ActiveOperation running = begin(operation, paths);
    T answer = answer(running, call);
    running.succeeded();
    return answer;
  }

  private static <T> T answer(ActiveOperation running, Supplier<T> call) {
    try {
      return call.get();
    } catch (Throwable e) {
      running.failed(e);
      throw e;
    }
  }

  /** Closes the store below, then notifies the listeners. */
  @Override
  public void close() {
    try {
      super.close();
    } finally {
      for (OperationListener listener : listeners) {
        listener.close();
      }
    }
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == FileStoreMetrics.class) {
      return Optional.of(type.cast((FileStoreMetrics) this::metrics));
    }
    if (type == PresignedUrls.class) {
      return delegate()
          .unwrap(PresignedUrls.class)
          .map(urls -> type.cast(new ObservedUrls(urls, this)));
    }
    return super.unwrap(type)
        .or(() -> delegate().unwrap(type).flatMap(ability -> passedOn(type, ability)));
  }

  private Map<StoreOperation, OperationMetrics> metrics() {
    Map<StoreOperation, OperationMetrics> begun = new EnumMap<>(StoreOperation.class);
    counters.forEach(
        (operation, counter) -> {
          if (counter.hasBegun()) {
            begun.put(operation, counter.snapshot());
          }
        });
    return Collections.unmodifiableMap(begun);
  }

  private <T> Optional<T> passedOn(Class<T> type, T ability) {
    Optional<Feature> seen =
        ability instanceof Feature known ? known.through(this) : Optional.empty();
    return seen.isPresent()
        ? seen.map(type::cast)
        : Optional.of(ability).filter(found -> passesOn(type, found));
  }

  /** Returns false for a store, which would be used instead of this one. */
  private boolean passesOn(Class<?> type, Object ability) {
    return isHarmless(type)
        || (ability instanceof Feature known && known.leavesFilesAlone())
        || (!FileStore.class.isAssignableFrom(type) && !needsAll());
  }

  private static boolean isHarmless(Class<?> type) {
    return type == Diagnosis.class
        || type == Leftovers.class
        || type == Metrics.class
        || type == ServiceRequests.class;
  }
}
