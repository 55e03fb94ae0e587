package dev.coffer.remote.objects;

import dev.coffer.Capabilities;
import dev.coffer.ConfigurationException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.remote.BucketOptions;
import dev.coffer.remote.KeyListing;
import dev.coffer.remote.KeyOrder;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.Keys;
import dev.coffer.remote.MetadataCoding;
import dev.coffer.remote.PartSizes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A store over an {@link ObjectService}. It keeps what no service does by itself:
 *
 * <ul>
 *   <li>Requests are repeated until a deadline. A conditional write that finds its own earlier
 *       success has succeeded; a conditional deletion whose answer was lost says so.
 *   <li>A read and a copy are of one version, and look again if others replaced the file.
 *   <li>A content of any length is written in bounded memory and appears as a whole.
 *   <li>A listing is in the order of the contract, complete or an error, one page in memory.
 *   <li>A move deletes the version that it copied, and nothing that was written since.
 *   <li>The store can be closed while it is used, and an interrupt ends its calls.
 * </ul>
 *
 * <p>A read makes one request that looks at the object, and one for every {@link Limits#readSize()}
 * bytes. Etags of callers never reach the service if a header would take them for a pattern.
 */
public final class ObjectFileStore implements FileStore {
  private final ServiceObjects objects;
  private final ObjectChanges changes;
  private final Capabilities capabilities;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * How much is done at once, and how long requests are repeated.
   *
   * @param parts the sizes of the parts of a large object
   * @param partsAtOnce how many parts of one object are sent at once
   * @param readSize the most bytes that one request reads
   * @param pageSize the largest page of a listing
   * @param concurrency how many requests a call on many files makes at once
   * @param giveUpAfter no request is repeated after this long
   * @param unreachableAfter the same while the server cannot be reached at all
   */
  public record Limits(
      PartSizes parts,
      int partsAtOnce,
      int readSize,
      int pageSize,
      int concurrency,
      Duration giveUpAfter,
      Duration unreachableAfter) {
    /** As long as an array can be. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Returns limits as {@link BucketOptions} configure them.
     *
     * @param settings the settings of the store
     * @param partSize the option for the size of the first part, which has a default
     * @param largestPart the largest part that the service accepts
     * @param mostParts how many parts of an object the service accepts
     * @param pageSize the largest page of a listing
     * @return limits with 4 parts at once and 4 MiB in a read
     * @throws ConfigurationException if the size of a part or the number of concurrent requests is
     *     not possible
     */
    public static Limits of(
        Settings settings, Option<Long> partSize, int largestPart, int mostParts, int pageSize) {
      int first = between(settings, partSize, largestPart);
      return of(settings, new PartSizes(first, largestPart, mostParts), 4, pageSize);
    }

    /**
     * Returns limits for a service that takes a file by one request. A file is in memory while it
     * is written.
     *
     * @param settings the settings of the store
     * @param largestFile the option for the size of the largest file, which has a default
     * @param pageSize the largest page of a listing
     * @return limits of one part; its {@link PartSizes#largestFile()} is for the {@link
     *     Capabilities}
     * @throws ConfigurationException if the size of a file or the number of concurrent requests is
     *     not possible
     */
    public static Limits withoutParts(Settings settings, Option<Long> largestFile, int pageSize) {
      int largest = between(settings, largestFile, LARGEST_ARRAY);
      return of(settings, new PartSizes(largest, largest, 1), 1, pageSize);
    }

    private static Limits of(Settings settings, PartSizes parts, int partsAtOnce, int pageSize) {
      return new Limits(
          parts,
          partsAtOnce,
          4 << 20,
          pageSize,
          between(settings, BucketOptions.CONCURRENCY, Integer.MAX_VALUE),
          settings.get(BucketOptions.GIVE_UP_AFTER),
          settings.get(BucketOptions.UNREACHABLE_AFTER));
    }

    private static int between(Settings settings, Option<? extends Number> option, int most) {
      long value = settings.get(option).longValue();
      if (value < 1 || value > most) {
        throw settings.wrong(
            "%s is %d; it is at least 1 and at most %d".formatted(option, value, most));
      }
      return (int) value;
    }
  }

  /**
   * Creates a store.
   *
   * @param service makes the requests; closed with the store
   * @param failures what their failures mean
   * @param keys the keys of the store, whose {@link #name} also says which directory it is
   * @param order the key order of the server; {@link KeyOrder#open()} if it is not known
   * @param metadata how the service keeps metadata
   * @param limits how much is done at once, and how long requests are repeated
   * @param capabilities what the service can do. A file larger than {@link
   *     Capabilities#maxFileSize()} is refused; {@link #capabilities} names less if the parts hold
   *     less
   */
  public ObjectFileStore(
      ObjectService service,
      ObjectFailures failures,
      Keys keys,
      KeyOrder order,
      MetadataCoding metadata,
      Limits limits,
      Capabilities capabilities) {
    long largest = Math.min(capabilities.maxFileSize(), limits.parts().largestFile());
    this.objects = new ServiceObjects(service, failures, keys, order, metadata, limits, largest);
    this.changes = new ObjectChanges(objects);
    this.capabilities =
        new Capabilities(
            capabilities.supported(),
            largest,
            capabilities.concurrency(),
            capabilities.writeConcurrency());
  }

  /**
   * Returns an object of a listing.
   *
   * @param key its key
   * @param listed what the listing tells of it
   * @param metadata how the service keeps metadata
   * @return an entry of a page
   */
  public static KeyPage.Found found(String key, StoredObject listed, MetadataCoding metadata) {
    return new KeyPage.Found(key, path -> FoundInfos.of(path, listed, metadata));
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    objects.lifetime.ensureOpen();
    return ObjectUpload.write(objects, path, content, options);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    objects.lifetime.ensureOpen();
    return ObjectRead.open(objects, path, options);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    objects.lifetime.ensureOpen();
    return path.isRoot() ? Optional.empty() : objects.stat(objects.attempts("stat", path), path);
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    objects.lifetime.ensureOpen();
    return KeyListing.of(
        objects.keys,
        directory,
        options,
        objects.order,
        (below, start) ->
            objects.pages(
                "list", directory, below, start, options.isRecursive(), options.pageSize()));
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    objects.lifetime.ensureOpen();
    changes.deleteFiles(paths);
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    objects.lifetime.ensureOpen();
    options
        .requiredEtag()
        .ifPresentOrElse(
            etag -> changes.deleteIf(path, etag), () -> changes.deleteFiles(List.of(path)));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    objects.lifetime.ensureOpen();
    changes.deleteDirectory(directory);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    objects.lifetime.ensureOpen();
    return changes.copy(source, target, options);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    objects.lifetime.ensureOpen();
    return changes.move(source, target);
  }

  @Override
  public Capabilities capabilities() {
    objects.lifetime.ensureOpen();
    return capabilities;
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return objects.service.unwrap(type).or(() -> FileStore.super.unwrap(type));
  }

  @Override
  public void close() {
    objects.lifetime.close();
    if (!closed.getAndSet(true)) {
      objects.service.close();
    }
  }

  @Override
  public String name() {
    return objects.store();
  }

  @Override
  public String toString() {
    return objects.lifetime.toString();
  }
}
