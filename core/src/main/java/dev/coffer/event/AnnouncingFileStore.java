package dev.coffer.event;

import dev.coffer.Capabilities;
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
import dev.coffer.spi.OwnArea;
import dev.coffer.spi.ServiceRequests;
import dev.coffer.spi.StagedWrites;
import dev.coffer.spi.StoreCache;
import dev.coffer.spi.TrackedContent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A layer that records one event for each completed write, delete, copy and move of the store
 * below, including those of scoped views and calls on many files.
 *
 * <ul>
 *   <li>A change whose failure means that nothing was changed is not announced: a condition that
 *       does not hold, a missing file, a failing source. After any other failure it is not known
 *       whether the change was made, and its paths are announced as they are found, possibly
 *       needlessly. For a call on many files, those that did not fail are announced.
 *   <li>Deleting a directory is one event per deleted file; {@code delete} of a path that does not
 *       exist is one event for that path. A directory with the name of a file to be deleted is
 *       ignored and not announced; on a store where a name may be both, only a call on one file
 *       checks for such a directory.
 *   <li>Moving a file onto itself changes nothing and is not announced. Nor are the {@linkplain
 *       OwnArea own files} of layers.
 *   <li>A file that is changed below a directory while this store deletes that directory may be
 *       deleted with it. Its change is announced once the deletion has ended, followed by a
 *       deletion if the file is gone.
 *   <li>With a durable log, a change whose process dies is announced after the log is opened again.
 *       A path that cannot be checked does not delay anything else; the check is repeated until it
 *       succeeds.
 * </ul>
 *
 * <p>{@link #unwrap} returns {@link FileEvents} and the {@link FileEventLog}. What is written by a
 * signed URL does not pass this store: whoever signs it {@linkplain FileEvents#announce announces}
 * the file once it has arrived.
 */
public class AnnouncingFileStore extends ForwardingFileStore {
  private static final Set<Class<?>> PASSED_ON =
      Set.of(Leftovers.class, Diagnosis.class, ServiceRequests.class, PresignedUrls.class);

  /** How long a close waits for changes that other threads are making, in nanoseconds. */
  private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

  private final FileEventLog log;
  private final boolean isStaged;
  private final ChangesUnderWay underWay = new ChangesUnderWay(this::ensureOpen);
  private final IntentSettler settler;
  private final Announcer announcer;
  private final AnnouncedDeletion deletion;
  private final ReceiverMetrics measures;
  private final Subscriptions subscriptions;
  private volatile boolean closed;

  /**
   * Wraps a store. Changes in the log whose process died before they ended are settled in the
   * background.
   *
   * @param delegate the store; closed with this one
   * @param log closed with this store
   */
  public AnnouncingFileStore(FileStore delegate, FileEventLog log) {
    this(delegate, log, InstantSource.system());
  }

  /**
   * Wraps a store, with a clock.
   *
   * @param delegate the store; closed with this one
   * @param log closed with this store
   * @param clock provides the times of the events
   */
  @SuppressWarnings("this-escape") // called by changes alone, which come later
  protected AnnouncingFileStore(FileStore delegate, FileEventLog log, InstantSource clock) {
    super(delegate);
    this.log = log;
    this.isStaged = delegate.unwrap(StagedWrites.class).isPresent();
    this.measures = new ReceiverMetrics(log, clock);
    this.settler = new IntentSettler(log, path -> present(delegate, path));
    this.announcer = new Announcer(delegate, log, clock, settler, this::expect);
    this.deletion = new AnnouncedDeletion(delegate, announcer);
    this.subscriptions = new Subscriptions(this::announce, delegate.name());
    log.listen(subscriptions::tell);
    settler.wake();
  }

  /** Returns what a store has at a path, not what a cache remembers: another process changed it. */
  private static Optional<FileInfo> present(FileStore store, FilePath path) {
    StoreCache.forget(store, List.of(path));
    return store.stat(path);
  }

  /**
   * Begins to wait for the delivery of events, before the log has them.
   *
   * @param events the changes that were just made
   * @return called once the log has them; returns when the caller's change may return
   */
  protected Runnable expect(List<FileEvent> events) {
    return () -> {};
  }

  @Override
  public final FileInfo write(FilePath path, Content content, WriteOptions options) {
    return underWay.make(() -> announcedWrite(path, content, options));
  }

  private FileInfo announcedWrite(FilePath path, Content content, WriteOptions options) {
    path.requireFile("write", this);
    if (OwnArea.contains(path)) {
      return super.write(path, content, options);
    }
    // The event must not be sent before the file is certain to stay.
    WriteOptions alone = options.ungrouped();
    Intent intent = Intent.to(FileEvent.Type.WRITTEN, path);
    if (isStaged) {
      return announcer.stagedChange(
          intent, recorded -> super.write(path, content, alone.publishedAfter(recorded)));
    }
    TrackedContent given = new TrackedContent(content);
    return announcer.change(
        intent,
        () -> super.write(path, given, alone),
        failure -> !given.isGiven() || ChangeOutcome.isRefusal(failure));
  }

  @Override
  public final FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return underWay.make(() -> announcedCopy(source, target, options));
  }

  private FileInfo announcedCopy(FilePath source, FilePath target, CopyOptions options) {
    source.requireFile("copy", this);
    target.requireFile("copy", this);
    if (OwnArea.contains(target)) {
      return super.copy(source, target, options);
    }
    return announcer.change(
        copyOf(source, target),
        () -> super.copy(source, target, options),
        ChangeOutcome::isRefusal);
  }

  /** A copy of a version, which is no file of a user, is a write for whoever listens. */
  private static Intent copyOf(FilePath source, FilePath target) {
    return OwnArea.contains(source)
        ? Intent.to(FileEvent.Type.WRITTEN, target)
        : new Intent(FileEvent.Type.COPIED, List.of(target), Optional.of(source));
  }

  @Override
  public final FileInfo move(FilePath source, FilePath target) {
    return underWay.make(() -> announcedMove(source, target));
  }

  private FileInfo announcedMove(FilePath source, FilePath target) {
    source.requireFile("move", this);
    target.requireFile("move", this);
    if (source.equals(target) || OwnArea.contains(target)) {
      return super.move(source, target);
    }
    return announcer.change(
        new Intent(FileEvent.Type.MOVED, List.of(target), Optional.of(source)),
        () -> super.move(source, target),
        ChangeOutcome::isRefusal);
  }

  @Override
  public final void deleteFiles(Collection<FilePath> paths) {
    underWay.run(() -> announcedDeletion(paths));
  }

  private void announcedDeletion(Collection<FilePath> paths) {
    paths.forEach(path -> path.requireFile("delete", this));
    List<FilePath> own = paths.stream().filter(OwnArea::contains).toList();
    if (!own.isEmpty()) {
      super.deleteFiles(own);
    }
    deletion.files(paths.stream().filter(path -> !OwnArea.contains(path)).toList());
  }

  @Override
  public final void deleteFile(FilePath path, DeleteOptions options) {
    underWay.run(() -> announcedDeletion(path, options));
  }

  private void announcedDeletion(FilePath path, DeleteOptions options) {
    path.requireFile("delete", this);
    if (OwnArea.contains(path)) {
      super.deleteFile(path, options);
    } else if (options.isConditional()) {
      // If the condition holds, there is a file and not a directory.
      announcer.deleteIf(path, () -> super.deleteFile(path, options));
    } else {
      deletion.files(List.of(path));
    }
  }

  @Override
  public final void deleteDirectory(FilePath directory) {
    underWay.run(() -> announcedDeletion(directory));
  }

  private void announcedDeletion(FilePath directory) {
    if (OwnArea.contains(directory)) {
      super.deleteDirectory(directory);
    } else {
      deletion.directory(directory);
    }
  }

  private FileInfo announce(FilePath path) {
    return underWay.make(() -> announcer.announce(path));
  }

  @Override
  public final OpenedFile read(FilePath path, ReadOptions options) {
    ensureOpen();
    return super.read(path, options);
  }

  @Override
  public final Optional<FileInfo> stat(FilePath path) {
    ensureOpen();
    return super.stat(path);
  }

  @Override
  public final Stream<Entry> list(FilePath directory, ListOptions options) {
    ensureOpen();
    return super.list(directory, options);
  }

  @Override
  public final Capabilities capabilities() {
    return super.capabilities();
  }

  /**
   * Returns {@link FileEvents}, the {@link FileEventLog}, signed URLs, and features of the store
   * below that change no file or whose changes pass this store.
   */
  @Override
  public final <T> Optional<T> unwrap(Class<T> type) {
    if (type == FileEvents.class) {
      return Optional.of(type.cast(subscriptions));
    }
    if (type == FileEventLog.class) {
      return Optional.of(type.cast(log));
    }
    if (type == Metrics.class) {
      return Optional.of(type.cast(Metrics.with(delegate(), measures::list)));
    }
    return PASSED_ON.contains(type)
        ? delegate().unwrap(type)
        : super.unwrap(type)
            .or(() -> delegate().unwrap(type).flatMap(this::announced).map(type::cast));
  }

  /** Returns a feature of the store below whose changes pass this store. */
  private Optional<Feature> announced(Object feature) {
    return feature instanceof Feature known ? known.through(this) : Optional.empty();
  }

  /**
   * Waits up to five seconds for the changes that other threads are making, ends the announcements,
   * then closes the log and the store below. A change that ends later is announced once all stores
   * of this process with this log are closed, by the next one that is opened.
   */
  @Override
  public final void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    underWay.await(PATIENCE);
    settler.close();
    try {
      beforeClose();
    } finally {
      closeAll();
    }
  }

  private void closeAll() {
    subscriptions.close();
    try {
      log.close();
    } finally {
      super.close();
    }
  }

  /** Sends what is pending, while the store below and the log are still open. */
  protected void beforeClose() {}

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed: " + this);
    }
  }
}
