package dev.coffer.versioning;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.ErrorContext;
import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.PresignedUrls;
import dev.coffer.WriteOptions;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.LargestFile;
import dev.coffer.spi.Leftovers;
import dev.coffer.spi.Metrics;
import dev.coffer.spi.OwnArea;
import dev.coffer.spi.ServiceRequests;
import dev.coffer.spi.StagedWrites;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A layer that keeps what a change replaces: every content that was ever acknowledged at a path is
 * its current file or one of its {@link FileVersions}, until a prune that says why. That holds for
 * any number of threads and processes that write through such a layer, whenever they are killed.
 *
 * <ul>
 *   <li>A write first keeps the file that is there, then replaces it on the condition that it is
 *       still there, and again if another writer was faster. No call fails with a conflict for
 *       that: whoever loses again and again has written just before the one who was faster, and the
 *       content becomes a version.
 *   <li>A new file costs one request, as without the layer, and a file that is replaced three. On a
 *       local disk an earlier version is the file itself under another name.
 *   <li>A deletion is marked, with its time and the {@link dev.coffer.Actor}. The deletion of a
 *       directory is one for each file; what is no file of the store, such as a link, stays.
 *   <li>A copy and a move pass the bytes through this process. A moved file is at both paths for a
 *       moment, and its history stays at the path that it left.
 *   <li>A content that cannot be given twice, such as a stream, is held in memory up to a mebibyte,
 *       beyond that in a temporary file.
 * </ul>
 *
 * <p>What others write past the layer is kept when it is replaced through the layer. On a store
 * that knows no conditions for writes or deletions, a change is lost that another makes at the same
 * moment, and a line of the log at the level WARN says so once. Where a server ignores the
 * condition of a write though the store has others, the write is an {@link
 * dev.coffer.UnsupportedFeatureException}, unless {@link VersioningConditions#BEST_EFFORT} is set.
 *
 * <p>{@link #unwrap} returns {@link FileVersions}, URLs for reading, and features of the store
 * below that change no file.
 */
public final class VersioningFileStore extends ForwardingFileStore {
  private static final Set<Class<?>> PASSED_ON =
      Set.of(
          StagedWrites.class,
          Leftovers.class,
          Diagnosis.class,
          ServiceRequests.class,
          Metrics.class);

  private final FileStore reading;
  private final Retention retention;
  private final InstantSource clock;
  private final RecentWrites recent;
  private final KeptVersions versions;
  private final Replacement replacement;
  private final Removal removal;

  /**
   * Wraps a store whose versions are all kept.
   *
   * @param delegate the store; closed with this one
   */
  public VersioningFileStore(FileStore delegate) {
    this(delegate, Retention.ALL);
  }

  /**
   * Wraps a store.
   *
   * @param delegate the store; closed with this one
   * @param retention what a prune keeps
   */
  public VersioningFileStore(FileStore delegate, Retention retention) {
    this(delegate, retention, VersioningConditions.REQUIRED);
  }

  /**
   * Wraps a store whose server may ignore conditions.
   *
   * @param delegate the store; closed with this one
   * @param retention what a prune keeps
   * @param conditions what becomes of a write whose condition the server ignores
   */
  public VersioningFileStore(
      FileStore delegate, Retention retention, VersioningConditions conditions) {
    this(delegate, retention, conditions, InstantSource.system());
  }

  VersioningFileStore(FileStore delegate, Retention retention, InstantSource clock) {
    this(delegate, retention, VersioningConditions.REQUIRED, clock);
  }

  private VersioningFileStore(
      FileStore delegate,
      Retention retention,
      VersioningConditions conditions,
      InstantSource clock) {
    super(delegate);
    this.reading = delegate.readOnly();
    this.retention = retention;
    this.clock = clock;
    this.recent = new RecentWrites();
    this.versions = new KeptVersions(delegate, clock);
    UnguardedChanges unguarded = new UnguardedChanges(delegate);
    this.replacement = new Replacement(delegate, versions, recent, conditions, unguarded);
    this.removal = new Removal(delegate, versions, recent, unguarded);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    path.requireFile("write", this);
    LargestFile.check(delegate(), path, content);
    if (OwnArea.contains(path)) {
      return delegate().write(path, content, options);
    }
    if (options.isIfAbsent()) {
      return noted(delegate().write(path, content, options));
    }
    if (options.isConditional()) {
      return writeIfMatch(path, content, options);
    }
    if (content.isRepeatable()) {
      return replace(path, content, options);
    }
    SpooledContent spooled = SpooledContent.of(content, path, name());
    try {
      return replace(path, spooled, options);
    } finally {
      spooled.delete();
    }
  }

  private FileInfo replace(FilePath path, Content content, WriteOptions options) {
    return replacement.write(
        "write",
        path,
        content.size(),
        (target, condition) -> delegate().write(target, content, condition.apply(options)));
  }

  private FileInfo writeIfMatch(FilePath path, Content content, WriteOptions options) {
    Optional<FileInfo> present = delegate().stat(path);
    options.check(path, present.map(FileInfo::etag), name());
    try {
      versions.keep("write", present.orElseThrow());
    } catch (ConflictException e) {
      options.check(path, delegate().stat(path).map(FileInfo::etag), name());
      throw e;
    }
    return noted(delegate().write(path, content, options));
  }

  private FileInfo noted(FileInfo written) {
    recent.add(written);
    return written;
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    source.requireFile("copy", this);
    target.requireFile("copy", this);
    if (OwnArea.contains(target)) {
      return delegate().copy(source, target, options);
    }
    return source.equals(target)
        ? unchanged(source, options)
        : new CarriedCopy(delegate(), "copy", source, options).to(target, replacement);
  }

  /** A copy onto itself is no change, and must not replace what another has written meanwhile. */
  private FileInfo unchanged(FilePath path, CopyOptions options) {
    Optional<FileInfo> present = delegate().stat(path);
    options.check(path, present.map(FileInfo::etag), name());
    return present.orElseThrow(
        () -> new NotFoundException(new ErrorContext("copy", path.toString(), name()), null, null));
  }

  /** Copies the file, then deletes the version that was copied and no other. */
  @Override
  public FileInfo move(FilePath source, FilePath target) {
    source.requireFile("move", this);
    target.requireFile("move", this);
    if (source.equals(target) || OwnArea.contains(source) || OwnArea.contains(target)) {
      return delegate().move(source, target);
    }
    CarriedCopy copy = new CarriedCopy(delegate(), "move", source, CopyOptions.DEFAULTS);
    FileInfo moved = copy.to(target, replacement);
    removal.moved(copy.copied());
    return moved;
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    paths.forEach(path -> path.requireFile("delete", this));
    List<FilePath> own = paths.stream().filter(OwnArea::contains).toList();
    if (!own.isEmpty()) {
      delegate().deleteFiles(own);
    }
    removal.files(paths.stream().filter(path -> !OwnArea.contains(path)).iterator());
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    path.requireFile("delete", this);
    if (OwnArea.contains(path)) {
      delegate().deleteFile(path, options);
    } else if (options.isConditional()) {
      removal.file(path, options);
    } else {
      removal.file(path);
    }
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    if (OwnArea.contains(directory)) {
      delegate().deleteDirectory(directory);
    } else {
      removal.directory(directory);
    }
  }

  @Override
  public Capabilities capabilities() {
    Capabilities below = delegate().capabilities();
    Set<Capability> supported = EnumSet.copyOf(below.supported());
    supported.remove(Capability.ATOMIC_MOVE);
    return new Capabilities(
        supported, below.maxFileSize(), below.concurrency(), below.writeConcurrency());
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == FileVersions.class) {
      return Optional.of(type.cast(new StoreVersions(this, retention, clock)));
    }
    if (type == PresignedUrls.class) {
      return reading.unwrap(type);
    }
    return super.unwrap(type)
        .or(() -> delegate().unwrap(type).filter(feature -> isHarmless(type, feature)));
  }

  private static boolean isHarmless(Class<?> type, Object feature) {
    return PASSED_ON.contains(type)
        || (feature instanceof Feature known && known.leavesFilesAlone());
  }
}
