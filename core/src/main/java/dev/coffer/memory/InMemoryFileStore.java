package dev.coffer.memory;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
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
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.spi.InMemoryStream;
import dev.coffer.spi.OwnArea;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A store of files in the memory of this process.
 *
 * <p>It is the reference for the behaviour of every store, and stricter than real back ends: bytes
 * are copied on the way in and on the way out. Reads take no lock; a write locks its own name
 * alone; moves take turns, so that the second of two moves of one file does not find it. Each write
 * creates a new etag.
 *
 * <p>Nothing is kept when the process ends. A {@linkplain #shared named store} is shared by all
 * handles of that name in the process; closing a handle closes that handle alone.
 */
public final class InMemoryFileStore implements FileStore {
  /** What begins so is in Coffer's own area, which listings and deletions of directories skip. */
  static final String AREA = ".coffer/";

  /** The first name that may follow those in the area, since '0' follows '/'. */
  static final String BEHIND_AREA = ".coffer0";

  private static final AtomicLong ETAGS = new AtomicLong();
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          EnumSet.of(
              Capability.CONDITIONAL_WRITES,
              Capability.CONDITIONAL_DELETES,
              Capability.ETAG_PER_WRITE,
              Capability.EXCLUSIVE_NAMES,
              Capability.ATOMIC_COPY,
              Capability.ATOMIC_MOVE),
          Integer.MAX_VALUE - 8L,
          2);

  private final String name;
  private final SharedMemory memory;
  private final InstantSource clock;
  private volatile boolean closed;

  /** Creates a new, empty store without a limit. */
  public InMemoryFileStore() {
    this(Long.MAX_VALUE);
  }

  /**
   * Creates a new, empty store.
   *
   * @param maxSize the maximum total size of all files in bytes
   */
  public InMemoryFileStore(long maxSize) {
    this("memory", new SharedMemory(maxSize), InstantSource.system());
  }

  InMemoryFileStore(String name, SharedMemory memory, InstantSource clock) {
    this.name = name;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * Opens a handle of the store with that name, which lives as long as the process.
   *
   * @param name its name in this process
   * @param maxSize the maximum total size of all files in bytes; {@link Long#MAX_VALUE} for no
   *     limit, or for the existing limit of the store
   * @return a handle
   * @throws ConfigurationException if the store exists with another limit
   */
  public static InMemoryFileStore shared(String name, long maxSize) {
    SharedMemory memory = SharedMemory.shared(name, maxSize);
    if (memory.maxSize != maxSize && maxSize != Long.MAX_VALUE) {
      throw new ConfigurationException(
          new ErrorContext("open", "", "memory:" + name),
          "it is open with another max-size: " + memory.maxSize,
          null);
    }
    return new InMemoryFileStore("memory:" + name, memory, InstantSource.system());
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    ensureOpen();
    path.requireFile("write", name);
    byte[] bytes = new MemorySink(path, name, memory).take(content);
    return options.isConditional()
        ? apartFromMoves(() -> write(path, bytes, options))
        : write(path, bytes, options);
  }

  /**
   * Runs a conditional change while no file is being moved: a moved file has two names for a
   * moment, and one version must not both be moved and be replaced or deleted.
   */
  private <T> T apartFromMoves(Supplier<T> change) {
    memory.moves.readLock().lock();
    try {
      return change.get();
    } finally {
      memory.moves.readLock().unlock();
    }
  }

  private FileInfo write(FilePath path, byte[] bytes, WriteOptions options) {
    return put(
        "write",
        path,
        present -> {
          options.check(path, Optional.ofNullable(present).map(file -> file.info().etag()), name);
          return stored(path, bytes, present, options.contentType(), options.metadata());
        });
  }

  /** Creates what replaces the present file, and counts it. */
  private StoredFile stored(
      FilePath path,
      byte[] bytes,
      @Nullable StoredFile present,
      Optional<String> contentType,
      Map<String, String> metadata) {
    int before = present == null ? 0 : present.bytes().length;
    memory.grow((long) bytes.length - before, path.toString(), name);
    return new StoredFile(
        new FileInfo(path, bytes.length, clock.instant(), newEtag(), contentType, metadata), bytes);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    ensureOpen();
    StoredFile file = require("read", path.requireFile("read", name));
    long length = options.check(file.info(), name);
    InMemoryStream stream =
        new InMemoryStream(
            file.bytes(), (int) options.offset(), (int) length, () -> checkpoint("read", path));
    return new OpenedFile(requested(file.info(), options), stream);
  }

  /** Leaves out what was not requested, so that code that relies on it fails. */
  private static FileInfo requested(FileInfo info, ReadOptions options) {
    return options.wantsMetadata()
        ? info
        : new FileInfo(
            info.path(), info.size(), info.lastModified(), info.etag(), Optional.empty(), Map.of());
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    ensureOpen();
    return Optional.ofNullable(memory.names.get(path.toString())).map(StoredFile::info);
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    ensureOpen();
    MemoryListing listing =
        new MemoryListing(memory.names, directory, options, () -> checkpoint("list", directory));
    return StreamSupport.stream(listing, false);
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    ensureOpen();
    List<FileStoreException> failures = new ArrayList<>();
    for (FilePath path : paths) {
      try {
        checkpoint("delete", path);
        remove(path.requireFile("delete", name), file -> true);
      } catch (FileStoreException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(failures);
    }
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    if (!options.isConditional()) {
      deleteFiles(List.of(path));
      return;
    }
    ensureOpen();
    checkpoint("delete", path);
    path.requireFile("delete", name);
    if (!apartFromMoves(() -> remove(path, file -> holds(options, path, file)))) {
      options.check(path, Optional.empty(), name);
    }
  }

  private boolean holds(DeleteOptions options, FilePath path, StoredFile present) {
    options.check(path, Optional.of(present.info().etag()), name);
    return true;
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    ensureOpen();
    String prefix = directory.isRoot() ? "" : directory + "/";
    Iterator<MemoryTree.File> files = memory.names.filesFrom(prefix, false);
    while (files.hasNext()) {
      String file = files.next().name();
      if (!file.startsWith(prefix)) {
        return;
      }
      checkpoint("delete", directory);
      if (OwnArea.contains(directory) || !file.startsWith(AREA)) {
        remove(OwnArea.ofListed(file), there -> true);
      }
    }
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    ensureOpen();
    StoredFile present = memory.names.get(source.requireFile("copy", name).toString());
    options.check(source, Optional.ofNullable(present).map(there -> there.info().etag()), name);
    StoredFile file = require("copy", source, present);
    return put(
        "copy",
        target.requireFile("copy", name),
        replaced ->
            stored(
                target, file.bytes(), replaced, file.info().contentType(), file.info().metadata()));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    ensureOpen();
    source.requireFile("move", name);
    target.requireFile("move", name);
    memory.moves.writeLock().lock();
    try {
      return moveAlone(source, target);
    } finally {
      memory.moves.writeLock().unlock();
    }
  }

  private FileInfo moveAlone(FilePath source, FilePath target) {
    StoredFile file = require("move", source);
    if (source.equals(target)) {
      return file.info();
    }
    FileInfo moved =
        put(
            "move",
            target,
            present -> {
              memory.adjust(present == null ? 0 : -present.bytes().length);
              return new StoredFile(file.info().at(target), file.bytes());
            });
    // It has two names for a moment and counts once, so that a move never makes the store full.
    if (memory.names.remove(source, there -> there.hasEtagOf(file)) == null) {
      // Deleted or replaced meanwhile, and no longer counted under its old name.
      memory.adjust(file.bytes().length);
    }
    return moved;
  }

  @Override
  public Capabilities capabilities() {
    ensureOpen();
    return CAPABILITIES;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return "Memory(" + name + ")";
  }

  private FileInfo put(String operation, FilePath path, MemoryTree.Change change) {
    try {
      return memory.names.put(path, change).info();
    } catch (MemoryTree.NameTakenException e) {
      throw new ConflictException(
          new ErrorContext(operation, path.toString(), name), e.getMessage(), null);
    }
  }

  private boolean remove(FilePath path, Predicate<StoredFile> wanted) {
    StoredFile removed = memory.names.remove(path, wanted);
    if (removed != null) {
      memory.adjust(-removed.bytes().length);
    }
    return removed != null;
  }

  private StoredFile require(String operation, FilePath path) {
    return require(operation, path, memory.names.get(path.toString()));
  }

  private StoredFile require(String operation, FilePath path, @Nullable StoredFile file) {
    if (file == null) {
      throw new NotFoundException(new ErrorContext(operation, path.toString(), name), null, null);
    }
    return file;
  }

  private static String newEtag() {
    return "m" + Long.toString(ETAGS.incrementAndGet(), 36);
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed: " + this);
    }
  }

  /** Ends a long operation if the store was closed or the thread interrupted. */
  private void checkpoint(String operation, FilePath path) {
    ensureOpen();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedOperationException(
          new ErrorContext(operation, path.toString(), name), null, null);
    }
  }
}
