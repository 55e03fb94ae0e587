package dev.coffer.retry;

import dev.coffer.Capability;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.spi.InMemoryStream;
import dev.coffer.spi.Metrics;
import dev.coffer.spi.TrackedContent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * A layer that sets a time limit for each operation of the wrapped store and repeats it if its
 * error {@linkplain dev.coffer.FileStoreException#isRetryable() may pass}, within a budget. It can
 * also refuse calls while the store is down, and limit their concurrency.
 *
 * <p>Only operations that are safe to repeat are repeated:
 *
 * <ul>
 *   <li>A read, a stat and a listing. A broken stream continues from the byte it has reached, of
 *       the same version, and a listing continues after its last name.
 *   <li>A write without a condition whose content is {@linkplain Content#isRepeatable()
 *       repeatable}. Any other write, as long as none of its content has been requested.
 *   <li>A deletion, for the files that have not been deleted yet. A copy.
 *   <li>A conditional deletion. If the condition no longer holds by then, the file may have been
 *       deleted, and the error says so: a {@link dev.coffer.ConnectionException}, never a {@link
 *       dev.coffer.ConflictException}.
 *   <li>A move. If the source is gone by then, it may have been moved, and the error says so.
 * </ul>
 *
 * <p>The operations of a store with {@link Capability#REPEATED_REQUESTS} are not repeated: such a
 * store retries by itself and knows more when it does.
 *
 * <p>The deadline interrupts the thread of the call, so it ends whatever an interrupt ends: calls
 * of every Coffer store, and of other stores and contents that respond to interrupts. That
 * interrupt is cleared before the call returns. If the store completes its work despite the
 * interrupt, its result is returned.
 *
 * <p>{@link #unwrap} returns {@link RetryStatistics}, adds to the {@link Metrics}, and passes on
 * the other features of the wrapped store; their use is neither repeated nor limited.
 */
public final class RetryingFileStore extends ForwardingFileStore {
  private final RetriedOperations operations;
  private final RetryMetrics measures;
  private final String name;

  /**
   * Wraps a store with {@link RetryOptions#DEFAULTS}.
   *
   * @param delegate does the work; closed with this store
   */
  public RetryingFileStore(FileStore delegate) {
    this(delegate, RetryOptions.DEFAULTS);
  }

  /**
   * Wraps a store.
   *
   * @param delegate does the work; closed with this store
   * @param options the time limits, attempts and other limits
   */
  public RetryingFileStore(FileStore delegate, RetryOptions options) {
    this(delegate, options, Ticker.SYSTEM, () -> ThreadLocalRandom.current().nextDouble());
  }

  RetryingFileStore(FileStore delegate, RetryOptions options, Ticker time, DoubleSupplier random) {
    super(delegate);
    boolean repeats = delegate.capabilities().has(Capability.REPEATED_REQUESTS);
    RetryOptions effective = repeats ? options.attempts(1) : options;
    this.operations = new RetriedOperations(effective, time, random);
    this.measures = new RetryMetrics(operations.statistics(), effective);
    this.name = delegate.name();
  }

  private RetriedOperation operation(String call, FilePath path) {
    return new RetriedOperation(call, path, name);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    RetriedOperation operation = operation("write", path);
    if (!operations.repeat() || (content.isRepeatable() && !options.isConditional())) {
      return operations.call(operation, () -> delegate().write(path, content, options));
    }
    TrackedContent given = new TrackedContent(content);
    return operations.call(
        operation, () -> !given.isAsked(), () -> delegate().write(path, given, options));
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    RetriedOperation operation = operation("read", path);
    OpenedFile opened = operations.call(operation, () -> delegate().read(path, options));
    if (opened.stream() instanceof InMemoryStream) {
      return opened; // it cannot fail any more
    }
    return new OpenedFile(
        opened.info(), new ContinuedRead(operations, operation, delegate(), options, opened));
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return operations.call(operation("stat", path), () -> delegate().stat(path));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    RetriedOperation operation = operation("list", directory);
    Stream<Entry> first = operations.call(operation, () -> delegate().list(directory, options));
    return ContinuedListing.of(operations, operation, delegate(), options, first);
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    FilePath path = paths.size() == 1 ? paths.iterator().next() : FilePath.ROOT;
    RetriedDelete delete = new RetriedDelete(delegate(), paths);
    boolean unused = operations.call(operation("delete", path), delete::attempt);
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    if (!options.isConditional()) {
      deleteFiles(List.of(path));
      return;
    }
    RetriedOperation operation = operation("delete", path);
    RetriedConditionalDelete deleting =
        new RetriedConditionalDelete(delegate(), operation, path, options);
    boolean unused = operations.call(operation, deleting::mayHelp, deleting::attempt);
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    boolean unused =
        operations.call(
            operation("delete", directory),
            () -> {
              delegate().deleteDirectory(directory);
              return true;
            });
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    // A copy of a version onto itself makes another version: repeated, it would find a conflict.
    boolean repeatable = !options.isConditional() || !source.equals(target);
    return operations.call(
        operation("copy", source),
        () -> repeatable,
        () -> delegate().copy(source, target, options));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    RetriedOperation operation = operation("move", source);
    RetriedMove move = new RetriedMove(delegate(), operation, source, target);
    return operations.call(operation, move::attempt);
  }

  @Override
  public void close() {
    operations.close();
    super.close();
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == RetryStatistics.class) {
      return Optional.of(type.cast(operations.statistics()));
    }
    if (type == Metrics.class) {
      return Optional.of(type.cast(Metrics.with(delegate(), measures::list)));
    }
    return super.unwrap(type)
        .or(
            () ->
                FileStore.class.isAssignableFrom(type)
                    ? Optional.empty()
                    : delegate().unwrap(type));
  }
}
