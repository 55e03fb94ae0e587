package dev.coffer.gcs;

import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.PresignedUrls;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.remote.KeyListing;
import dev.coffer.spi.Diagnosis;
import dev.coffer.spi.Metrics;
import dev.coffer.spi.ServiceRequests;
import dev.coffer.spi.ServiceVersions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store of files in a bucket of Google Cloud Storage.
 *
 * <pre>{@code
 * FileStore photos = GoogleCloudFileStore.builder("photos").prefix("2026").build();
 * FileStore emulated =
 *     GoogleCloudFileStore.builder("data").endpoint("http://localhost:4443").build();
 * }</pre>
 *
 * <p>The root of the store is the bucket or a prefix in it; the name of an object is the prefix and
 * the path. Objects that no path can name, such as directory markers that end in {@code /}, are not
 * listed.
 *
 * <p>This store differs from others as follows:
 *
 * <ul>
 *   <li>the etag is the generation of the object and changes with every write;
 *   <li>a name may be a file and a directory at once;
 *   <li>a move is a copy and a deletion; if the deletion fails, the file is at both paths and the
 *       error says so;
 *   <li>a read that also returns content type and metadata costs a second request: see {@link
 *       ReadOptions#withoutMetadata()};
 *   <li>an object stored compressed, with a content encoding, is read as it is stored;
 *   <li>the content type {@code binary/octet-stream} is read as none.
 * </ul>
 *
 * <p>{@link #unwrap} returns {@link PresignedUrls}, {@link Diagnosis}, {@link ServiceRequests} and
 * {@link Metrics} of the store's own client, the {@link ServiceVersions} of the bucket, and
 * Google's {@link Storage}. There are no {@link dev.coffer.spi.Leftovers}: an upload left by a
 * killed process costs nothing, cannot be listed and expires by itself after a week.
 */
public final class GoogleCloudFileStore implements FileStore {
  private final GcsBucket bucket;
  private final GcsClient client;
  private final Capabilities capabilities;
  private final GcsReader reader;
  private final GcsWriter writer;
  private final GcsDeleter deleter;
  private final GcsCopier copier;

  GoogleCloudFileStore(GcsBucket bucket, GcsClient client) {
    this.bucket = bucket;
    this.client = client;
    this.reader = new GcsReader(bucket);
    this.writer = new GcsWriter(bucket);
    this.deleter = new GcsDeleter(bucket);
    this.copier = new GcsCopier(bucket, reader, writer, deleter);
    this.capabilities =
        new Capabilities(
            EnumSet.of(
                Capability.CONDITIONAL_WRITES,
                Capability.CONDITIONAL_DELETES,
                Capability.ETAG_PER_WRITE,
                Capability.ATOMIC_COPY,
                Capability.PERSISTENT,
                Capability.PRESIGNED_URLS,
                Capability.REPEATED_REQUESTS),
            GcsLimits.LARGEST_FILE,
            bucket.limits.concurrency());
  }

  /**
   * Returns a builder of a store.
   *
   * @param bucket the bucket, which must exist
   * @return a builder with nothing else set
   */
  public static GoogleCloudBuilder builder(String bucket) {
    return new GoogleCloudBuilder(bucket);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    bucket.lifetime.ensureOpen();
    return writer.write(path, content, options);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    bucket.lifetime.ensureOpen();
    return reader.read(path, options);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return reader.stat(path);
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    bucket.lifetime.ensureOpen();
    return KeyListing.of(
        bucket.keys,
        directory,
        options,
        bucket.order,
        (below, start) ->
            GcsPages.of(
                bucket,
                new GcsPages.Query(
                    "list",
                    directory.toString(),
                    below,
                    start,
                    options.isRecursive(),
                    options.pageSize())));
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    bucket.lifetime.ensureOpen();
    deleter.deleteFiles(paths);
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    bucket.lifetime.ensureOpen();
    options
        .requiredEtag()
        .ifPresentOrElse(
            etag -> deleter.deleteIf(path, etag), () -> deleter.deleteFiles(List.of(path)));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    bucket.lifetime.ensureOpen();
    deleter.deleteDirectory(directory);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    bucket.lifetime.ensureOpen();
    return copier.copy(source, target, options);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    bucket.lifetime.ensureOpen();
    return copier.move(source, target);
  }

  @Override
  public Capabilities capabilities() {
    bucket.lifetime.ensureOpen();
    return capabilities;
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    StorageOptions options = client.options();
    if (type == PresignedUrls.class) {
      return Optional.of(type.cast(new GcsUrlSigner(bucket, client::storage, options.getHost())));
    }
    if (type == Diagnosis.class) {
      return Optional.of(type.cast(new GcsBucketDiagnosis(bucket, options)));
    }
    if (type == ServiceVersions.class) {
      return Optional.of(type.cast(new GcsVersions(bucket)));
    }
    if (type == ServiceRequests.class) {
      return client.transport().map(own -> type.cast(own.listeners));
    }
    if (type == Metrics.class) {
      return client.transport().map(own -> (Metrics) own::measures).map(type::cast);
    }
    return type == Storage.class
        ? Optional.of(type.cast(client.storage()))
        : FileStore.super.unwrap(type);
  }

  /** Closes the client, unless it was passed in. */
  @Override
  public void close() {
    bucket.lifetime.close();
    client.close();
  }

  @Override
  public String name() {
    return bucket.store();
  }

  @Override
  public String toString() {
    return bucket.toString();
  }
}
