package dev.coffer.compression;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.Entry;
import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.LargestFile;
import dev.coffer.spi.Leftovers;
import dev.coffer.spi.Metrics;
import dev.coffer.spi.ServiceRequests;
import dev.coffer.spi.StagedWrites;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A layer that stores files compressed and shows them as if they were not: contents, sizes and
 * ranges are those that were written. A stored file is one that the usual tool reads: {@code zstd
 * -d} or {@code gzip -d}.
 *
 * <ul>
 *   <li>A file says itself whether it is compressed, and how. Files that were there before are read
 *       as they are, also {@code .zst} and {@code .gz} files of others; the format, the level and
 *       the minimum size may change at any time.
 *   <li>A content that does not shrink by an eighth is stored as it is, and so is one that is small
 *       or that is compressed already.
 *   <li>A range reads the frames in which it is, of a mebibyte each. It costs one request if the
 *       file was used before; else two, and three if the file has more than four mebibytes.
 *   <li>Etags and conditions are those of the store below. Content type and metadata stay as they
 *       are. A copy and a move are made by the store below.
 *   <li>The size of a file that was not used before costs a request, also in a listing: {@link
 *       Capability#SIZES_COST_REQUESTS}.
 *   <li>Damage is a {@link dev.coffer.CorruptFileException} before any byte of the frame is given,
 *       and no file makes its reader allocate more than a few frames.
 * </ul>
 *
 * <p>A write holds a few mebibytes in memory, a read two frames.
 *
 * <p>{@link #unwrap} returns features of the store below that read no file: a signed URL would give
 * the compressed bytes.
 */
public final class CompressingFileStore extends ForwardingFileStore {
  private static final Set<Class<?>> PASSED_ON =
      Set.of(StagedWrites.class, Leftovers.class, ServiceRequests.class, Metrics.class);

  private final LayerLife life;
  private final StoredFiles files;
  private final CompressedWrites writes;
  private final FrameFormat format;

  /**
   * Wraps a store, with {@link CompressionOptions#ZSTD}.
   *
   * @param delegate the store; closed with this one
   */
  public CompressingFileStore(FileStore delegate) {
    this(delegate, CompressionOptions.ZSTD);
  }

  /**
   * Wraps a store.
   *
   * @param delegate the store; closed with this one
   * @param options how files are written
   */
  public CompressingFileStore(FileStore delegate, CompressionOptions options) {
    this(delegate, new WritePolicy(options));
  }

  CompressingFileStore(FileStore delegate, WritePolicy policy) {
    super(delegate);
    this.format = policy.format();
    this.life = new LayerLife(delegate.name());
    this.files = new StoredFiles(delegate, life);
    this.writes = new CompressedWrites(delegate, files, policy);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    path.requireFile("write", this);
    life.check();
    LargestFile.check(delegate(), path, content); // whether it will shrink enough is not known
    return writes.write(path, content, options);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    path.requireFile("read", this);
    return files.read(path, options);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return files.stat("stat", path);
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    Stream<Entry> stored = super.list(directory, options);
    return options.wantsSizes()
        ? SizedEntries.of(files, stored, super.capabilities().concurrency(), options.pageSize())
        : stored;
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return seenByUsers("copy", super.copy(source, target, stored(options)));
  }

  /** The stored size is not that of the file, so the size that a caller knows is not passed on. */
  private static CopyOptions stored(CopyOptions options) {
    return options.requiredEtag().map(CopyOptions.DEFAULTS::ifMatch).orElse(options);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    return seenByUsers("move", super.move(source, target));
  }

  /** Returns the file with its size; if that cannot be found out, with that of its stored bytes. */
  private FileInfo seenByUsers(String operation, FileInfo stored) {
    try {
      return files.seenByUsers(files.call(operation, stored.path()), stored);
    } catch (FileStoreException e) {
      return stored; // What was done must not be reported as a failure.
    }
  }

  @Override
  public Capabilities capabilities() {
    Capabilities below = super.capabilities();
    Set<Capability> supported = EnumSet.of(Capability.SIZES_COST_REQUESTS);
    supported.addAll(below.supported());
    supported.remove(Capability.PRESIGNED_URLS);
    supported.remove(Capability.NATIVE_VERSIONS);
    return new Capabilities(
        supported, below.maxFileSize(), below.concurrency(), below.writeConcurrency());
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == Diagnosis.class) {
      Optional<Diagnosis> below = delegate().unwrap(Diagnosis.class);
      return Optional.of(type.cast(new CompressionDiagnosis(below, format, name())));
    }
    return super.unwrap(type)
        .or(() -> delegate().unwrap(type).filter(feature -> isHarmless(type, feature)));
  }

  private static boolean isHarmless(Class<?> type, Object feature) {
    return PASSED_ON.contains(type)
        || (feature instanceof Feature known && known.leavesFilesAlone());
  }

  @Override
  public void close() {
    life.end();
    super.close();
  }
}
