package dev.coffer.event;

import dev.coffer.Capabilities;
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
import dev.coffer.spi.TrackedContent;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Notes one event for each completed write, delete, copy and move of the store below, scoped views
 * and calls on many files included.
 *
 * <ul>
 *   <li>A change that fails and says that nothing was changed announces nothing: a condition that
 *       does not hold, a file that is missing, a source that fails. After any other failure nobody
 *       knows whether the change was made, and its paths are announced as they are found, possibly
 *       needlessly. Of a call on many files those are announced that did not fail.
 *   <li>Deleting a directory is one event a file that was deleted; {@code delete} of a path where
 *       nothing was is one event of that path. A directory of the name of a file that is to be
 *       deleted is passed over and not announced; on a store where a name may be both, only a call
 *       on one file looks whether there is one.
 *   <li>A file that is moved onto itself does not change and is not announced.
 *   <li>A file that is changed below a directory while this store deletes that may be deleted with
 *       it. Its change is announced when the deletion has ended, and a deletion after it when it is
 *       gone.
 *   <li>With a durable log a change whose process dies is announced after the log is opened again.
 *       A path that cannot be looked at holds up nothing; it is looked at until it can be.
 * </ul>
 *
 * <p>{@link #unwrap} gives {@link FileEvents} and the {@link EventLog}. Writes by signed URLs would
 * go around the announcement and are refused.
 */
public class AnnouncingFileStore extends ForwardingFileStore {
  private static final Set<Class<?>> HARMLESS =
      Set.of(Leftovers.class, Diagnosis.class, ServiceRequests.class);

  private final EventLog log;
  private final Settler settler;
  private final Announcer announcer;
  private final ReceiverMeasures measures;
  private final Subscriptions subscriptions = new Subscriptions();
  private volatile boolean closed;

  /**
   * Wraps a store. What the log has of changes that were under way when their process died is
   * settled beside the calls of this store.
   *
   * @param delegate the store; closed with this one
   * @param log closed with this store
   */
  public AnnouncingFileStore(FileStore delegate, EventLog log) {
    this(delegate, log, InstantSource.system());
  }

  /**
   * As above, with a clock.
   *
   * @param delegate the store; closed with this one
   * @param log closed with this store
   * @param clock gives the times of the events
   */
  @SuppressWarnings("this-escape") // who waits is asked by changes alone, which come later
  protected AnnouncingFileStore(FileStore delegate, EventLog log, InstantSource clock) {
    super(delegate);
    this.log = log;
    this.measures = new ReceiverMeasures(log, clock);
    this.settler = new Settler(log, delegate::stat);
    this.announcer = new Announcer(delegate, log, clock, settler, this::expect);
    log.listen(subscriptions::announce);
    settler.wake();
  }

  /**
   * Begins to wait for the deliveries of events, before a log has them.
   *
   * @param events what has just been done
   * @return called when the log has them; returns when the caller's change may return
   */
  protected Runnable expect(List<FileEvent> events) {
    return () -> {};
  }

  @Override
  public final FileInfo write(FilePath path, Content content, WriteOptions options) {
    ensureOpen();
    path.requireFile("write", this);
    // The event must not be out before the file is certain to stay.
    TrackedContent given = new TrackedContent(content);
    return announcer.change(
        Intent.to(FileEvent.Type.WRITTEN, path),
        () -> super.write(path, given, options.ungrouped()),
        failure -> !given.isGiven() || Ending.isRefusal(failure));
  }

  @Override
  public final FileInfo copy(FilePath source, FilePath target) {
    ensureOpen();
    source.requireFile("copy", this);
    target.requireFile("copy", this);
    return announcer.change(
        new Intent(FileEvent.Type.COPIED, List.of(target), Optional.of(source)),
        () -> super.copy(source, target),
        Ending::isRefusal);
  }

  @Override
  public final FileInfo move(FilePath source, FilePath target) {
    ensureOpen();
    source.requireFile("move", this);
    target.requireFile("move", this);
    if (source.equals(target)) {
      return super.move(source, target);
    }
    return announcer.change(
        new Intent(FileEvent.Type.MOVED, List.of(target), Optional.of(source)),
        () -> super.move(source, target),
        Ending::isRefusal);
  }

  @Override
  public final void deleteFiles(Collection<FilePath> paths) {
    ensureOpen();
    paths.forEach(path -> path.requireFile("delete", this));
    new Deletion(delegate(), announcer).files(paths);
  }

  @Override
  public final void deleteFile(FilePath path, DeleteOptions options) {
    ensureOpen();
    path.requireFile("delete", this);
    Deletion deletion = new Deletion(delegate(), announcer);
    if (options.isConditional()) {
      deletion.file(path, options);
    } else {
      deletion.files(List.of(path));
    }
  }

  @Override
  public final void deleteDirectory(FilePath directory) {
    ensureOpen();
    new Deletion(delegate(), announcer).directory(directory);
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

  /** {@link FileEvents}, the {@link EventLog}, and what of the store below changes no file. */
  @Override
  public final <T> Optional<T> unwrap(Class<T> type) {
    if (type == FileEvents.class) {
      return Optional.of(type.cast(subscriptions));
    }
    if (type == EventLog.class) {
      return Optional.of(type.cast(log));
    }
    if (type == Measures.class) {
      return Optional.of(type.cast(Measures.with(delegate(), measures::list)));
    }
    if (type == PresignedUrls.class) {
      return delegate()
          .unwrap(PresignedUrls.class)
          .map(urls -> type.cast(new ReadingUrls(urls, this)));
    }
    return HARMLESS.contains(type) ? delegate().unwrap(type) : super.unwrap(type);
  }

  /** Ends the announcements, then closes the log and the store below. */
  @Override
  public final void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
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
