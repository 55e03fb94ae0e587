package dev.coffer.local;

import dev.coffer.Capabilities;
import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.spi.Leftovers;
import dev.coffer.spi.Remains;
import dev.coffer.spi.StagedWrites;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A store of the files below a directory of the local file system. A path of the store is the same
 * path below the root, and a file is stored byte for byte, so that a directory created by another
 * program can be opened as it is and stays readable to others.
 *
 * <p>A write is staged in the private directory {@code .coffer} of the root and published by one
 * rename. Conditions hold between threads, handles and processes of one machine, including stores
 * on directories above and below; they do not cover other programs that write into the directory.
 * What a killed process left behind is removed when the next one writes.
 *
 * <p>Opening, reading and listing create nothing. A missing root is an empty store, and the first
 * write creates it.
 *
 * <p>No link leads out of the root: a link is treated as absent, a write to its path replaces it, a
 * write below it throws a {@link ConflictException}, and a deletion deletes the link alone. On
 * systems with directory handles (Linux) this holds even if a directory is swapped for a link
 * during a call; elsewhere the directories on the path are checked before each call. The root
 * itself may be a link.
 *
 * <p>New files are readable by the user of this process alone (0600, directories 0700, restricted
 * further by its umask); a replaced file keeps its permission bits, and its owner and group where
 * the process may set them. A directory that the process may only read can be opened and read.
 *
 * <p>Do not use it for a root that several machines share over a network: the locks are those of
 * one machine.
 */
public final class LocalFileStore implements FileStore {
  private final Root root;
  private final LocalContext context;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Opens a directory with {@link Durability#FULL}.
   *
   * @param root the directory; while it does not exist the store is empty, and the first write
   *     creates it
   * @throws ConfigurationException if the root is not a directory, or the JVM's locale cannot
   *     represent every name
   */
  public LocalFileStore(Path root) {
    this(root, Durability.FULL);
  }

  /**
   * Opens a directory.
   *
   * @param root the directory; while it does not exist the store is empty, and the first write
   *     creates it
   * @param durability what is on the disk when a call returns
   * @throws ConfigurationException if the root is not a directory, or the JVM's locale cannot
   *     represent every name
   */
  public LocalFileStore(Path root, Durability durability) {
    this(root, durability, FileSystemFeatures.ALL);
  }

  LocalFileStore(Path path, Durability durability, FileSystemFeatures features) {
    LocalErrors errors = new LocalErrors("file:" + path.toAbsolutePath().normalize(), path);
    RootPlace.check(path, errors);
    try {
      this.root = Root.open(path, features);
    } catch (IOException e) {
      throw errors.opening(e);
    }
    this.context = new LocalContext(errors, root, durability);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    path.requireFile("write", name());
    return call("write", path, () -> LocalWriter.write(context, path, content, options));
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    path.requireFile("read", name());
    return call("read", path, () -> new LocalReader(context).read(path, options, this::ensureOpen));
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return call("stat", path, () -> new LocalReader(context).stat(path));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    return call(
        "list",
        directory,
        () -> {
          DirectoryHandles.Lease lease = root.find(directory);
          if (lease == null) {
            root.confirm();
            return Stream.empty();
          }
          LocalListing listing = new LocalListing(lease, directory, options);
          return StreamSupport.stream(new Entries(listing, directory), false)
              .onClose(listing::close);
        });
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    run("delete", FilePath.ROOT, () -> new LocalDeleter(context).deleteFiles(paths));
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    if (!options.isConditional()) {
      deleteFiles(List.of(path));
      return;
    }
    path.requireFile("delete", name());
    run("delete", path, () -> new LocalDeleter(context).deleteIf(path, options));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    run("delete", directory, () -> new LocalDeleter(context).deleteDirectory(directory));
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    source.requireFile("copy", name());
    target.requireFile("copy", name());
    return call("copy", source, () -> new LocalCopier(context).copy(source, target, options));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    source.requireFile("move", name());
    target.requireFile("move", name());
    return call("move", source, () -> new LocalMover(context).move(source, target));
  }

  @Override
  public Capabilities capabilities() {
    ensureOpen();
    return LocalCapabilities.of(context.durability());
  }

  @Override
  public String name() {
    return context.store();
  }

  /** Returns {@link Leftovers}: what killed processes left in {@code .coffer}. */
  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == Remains.class) {
      return Optional.of(type.cast(new LocalRemains()));
    }
    if (type == StagedWrites.class && context.syncsFiles()) {
      return Optional.of(type.cast(new StagedWrites() {}));
    }
    return type == Leftovers.class
        ? Optional.of(type.cast(new LocalLeftovers(this, root)))
        : FileStore.super.unwrap(type);
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      root.release();
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Local(%s)", name());
  }

  private void ensureOpen() {
    if (closed.get()) {
      throw closed();
    }
  }

  private IllegalStateException closed() {
    return new IllegalStateException("the store is closed: " + this);
  }

  /** As {@link #call}, without a result. */
  void run(String operation, FilePath path, FileWork.Task task) {
    boolean unused =
        call(
            operation,
            path,
            () -> {
              task.run();
              return true;
            });
  }

  /** Runs a call to its end, even if the store is closed meanwhile. */
  private <T> T call(String operation, FilePath path, FileWork<T> work) {
    ensureOpen();
    if (!root.acquire()) {
      throw closed();
    }
    try {
      return work.run();
    } catch (IOException e) {
      if (LocalErrors.isTooManyOpenFiles(e)) {
        root.giveWay();
      }
      throw context.errors().translate(operation, path.toString(), e);
    } catch (DirectoryIteratorException e) {
      throw context
          .errors()
          .translate(operation, path.toString(), Objects.requireNonNull(e.getCause()));
    } catch (InvalidPathException e) {
      throw context.errors().unrepresentable(operation, path, e);
    } catch (InterruptedException e) {
      throw context.errors().interrupted(operation, path.toString(), e);
    } finally {
      root.release();
    }
  }

  /** The entries of a listing, until its end, the close of the store or an interrupt. */
  private final class Entries extends AbstractSpliterator<Entry> {
    private final LocalListing listing;
    private final FilePath directory;

    Entries(LocalListing listing, FilePath directory) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.listing = listing;
      this.directory = directory;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Entry> action) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedOperationException(
            new ErrorContext("list", directory.toString(), name()), null, null);
      }
      Optional<Entry> entry = call("list", directory, listing::next);
      entry.ifPresentOrElse(action, listing::close);
      return entry.isPresent();
    }
  }

  /** What is in the directory besides files. */
  private final class LocalRemains implements Remains {
    @Override
    public void delete(FilePath path) {
      run("delete", path, () -> new LocalDeleter(context).deleteRemains(path));
    }

    @Override
    public void deleteLink(FilePath path) {
      run("delete", path, () -> new LocalDeleter(context).deleteLink(path));
    }
  }
}
