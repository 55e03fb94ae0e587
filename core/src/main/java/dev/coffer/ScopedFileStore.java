package dev.coffer;

import dev.coffer.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A view of a store whose root is one of its directories; see {@link FileStore#scoped(String)}.
 *
 * <p>A {@link FilePath} has no {@code ..}, so a path of the view joined to the directory stays
 * below the directory. Results and errors name paths as the view knows them.
 */
public final class ScopedFileStore implements FileStore {
  private final FileStore store;
  private final FilePath root;
  private final boolean owner;
  private final ReentrantLock turn = new ReentrantLock();

  /** Guarded by the turn. */
  private Map<Class<?>, Feature.Scoped> abilities = Map.of();

  private final Set<Class<?>> passedOn;
  private volatile boolean closed;

  /**
   * Creates a view.
   *
   * @param store the store; closing the view does not close it
   * @param directory the view's root
   */
  public ScopedFileStore(FileStore store, FilePath directory) {
    this(store, directory, false, Set.of());
  }

  private ScopedFileStore(
      FileStore store, FilePath directory, boolean owner, Set<Class<?>> passedOn) {
    this.store = store;
    this.root = directory;
    this.owner = owner;
    this.passedOn = passedOn;
  }

  /**
   * Creates a view that replaces its store.
   *
   * @param store the store; closed with the view
   * @param directory the view's root
   * @param passedOn features of the store that name no path: nobody else uses the store, so they
   *     belong to the view
   * @return the view
   */
  public static ScopedFileStore owning(
      FileStore store, FilePath directory, Set<Class<?>> passedOn) {
    return new ScopedFileStore(store, directory, true, Set.copyOf(passedOn));
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    FilePath file = path.requireFile("write", this);
    return call(() -> inside(store.write(outside(file), content, options)));
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    FilePath file = path.requireFile("read", this);
    return call(
        () -> {
          OpenedFile opened = store.read(outside(file), options);
          return new OpenedFile(inside(opened.info()), new ViewStream(opened.stream()));
        });
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return path.isRoot()
        ? call(Optional::empty)
        : call(() -> store.stat(outside(path)).map(this::inside));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    return call(
        () -> {
          ListedView view = new ListedView(root, directory);
          Stream<Entry> entries = store.list(outside(directory), view.outside(options));
          Spliterator<Entry> seen =
              Spliterators.spliteratorUnknownSize(
                  new ViewIterator(entries.filter(view::contains).iterator(), view),
                  Spliterator.ORDERED | Spliterator.NONNULL);
          return StreamSupport.stream(seen, false).onClose(entries::close);
        });
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    run(
        () ->
            store.deleteFiles(
                paths.stream().map(path -> outside(path.requireFile("delete", this))).toList()));
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    FilePath file = path.requireFile("delete", this);
    run(() -> store.deleteFile(outside(file), options));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    run(() -> store.deleteDirectory(outside(directory)));
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    source.requireFile("copy", this);
    target.requireFile("copy", this);
    return call(() -> inside(store.copy(outside(source), outside(target), options)));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    source.requireFile("move", this);
    target.requireFile("move", this);
    return call(() -> inside(store.move(outside(source), outside(target))));
  }

  @Override
  public Capabilities capabilities() {
    return call(store::capabilities);
  }

  @Override
  public String name() {
    return store.name();
  }

  /**
   * Returns a feature that names paths as the feature of the view; any other would lead out of the
   * view.
   */
  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == PresignedUrls.class) {
      return store.unwrap(PresignedUrls.class).map(urls -> type.cast(new ViewUrls(urls)));
    }
    return passedOn.contains(type)
        ? store.unwrap(type)
        : FileStore.super.unwrap(type).or(() -> ability(type));
  }

  /** Keeps one object per type, since each lasts until the view is closed. */
  private <T> Optional<T> ability(Class<T> type) {
    turn.lock();
    try {
      if (!abilities.containsKey(type)) {
        store.unwrap(type).flatMap(this::narrowed).ifPresent(ability -> keep(type, ability));
      }
      return Optional.ofNullable(abilities.get(type)).filter(type::isInstance).map(type::cast);
    } finally {
      turn.unlock();
    }
  }

  private Optional<Feature.Scoped> narrowed(Object ability) {
    return ability instanceof Feature wide ? wide.scoped(root) : Optional.empty();
  }

  private void keep(Class<?> type, Feature.Scoped ability) {
    Map<Class<?>, Feature.Scoped> more = new HashMap<>(abilities);
    more.put(type, ability);
    abilities = more;
    if (closed) {
      ability.close();
    }
  }

  /**
   * Closes the view and the features that it returned, and also the store if the view replaces it.
   */
  @Override
  public void close() {
    closed = true;
    turn.lock();
    try {
      abilities.values().forEach(Feature.Scoped::close);
    } finally {
      turn.unlock();
    }
    if (owner) {
      store.close();
    }
  }

  @Override
  public String toString() {
    return "Scoped(" + store + ", " + root + ")";
  }

  private FilePath outside(FilePath path) {
    return root.resolve(path);
  }

  private FileInfo inside(FileInfo info) {
    return info.at(inside(info.path()));
  }

  private FilePath inside(FilePath path) {
    return path.relativeTo(root);
  }

  /** A call on the store below, or on a stream that it opened. */
  private interface Step<T, E extends Exception> {
    T run() throws E;
  }

  private void run(Runnable action) {
    call(
        () -> {
          action.run();
          return true;
        });
  }

  /** Runs a call on the store below; its errors name paths as the view does. */
  private <T, E extends Exception> T call(Step<T, E> step) throws E {
    if (closed) {
      throw new IllegalStateException("the store is closed: " + name());
    }
    try {
      return step.run();
    } catch (FileStoreException e) {
      throw e.relativeTo(root);
    }
  }

  /** Signed URLs of the view's files. */
  private final class ViewUrls implements PresignedUrls {
    private final PresignedUrls urls;

    ViewUrls(PresignedUrls urls) {
      this.urls = urls;
    }

    @Override
    public PresignedUrl forReading(FilePath path, Duration duration, DownloadOptions options) {
      FilePath file = path.requireFile("share", ScopedFileStore.this);
      return call(() -> urls.forReading(outside(file), duration, options));
    }

    @Override
    public PresignedUrl forWriting(
        FilePath path, Duration duration, long size, String contentType) {
      FilePath file = path.requireFile("share", ScopedFileStore.this);
      return call(() -> urls.forWriting(outside(file), duration, size, contentType));
    }
  }

  /** The entries of a listing, as the view names them. */
  private final class ViewIterator implements Iterator<Entry> {
    private final Iterator<Entry> entries;
    private final ListedView view;

    ViewIterator(Iterator<Entry> entries, ListedView view) {
      this.entries = entries;
      this.view = view;
    }

    @Override
    public boolean hasNext() {
      return call(entries::hasNext);
    }

    @Override
    public Entry next() {
      return call(() -> view.inside(entries.next()));
    }
  }

  /** The bytes of a file; ends with the view. */
  private final class ViewStream extends BlockInputStream {
    private final InputStream in;

    ViewStream(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return call(() -> in.read(buffer, offset, length));
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
