package dev.coffer.s3;

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
import dev.coffer.spi.Leftovers;
import dev.coffer.spi.Metrics;
import dev.coffer.spi.ServiceRequests;
import dev.coffer.spi.ServiceVersions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store of files in a bucket of Amazon S3 or of a store that speaks its protocol.
 *
 * <pre>{@code
 * FileStore photos = S3FileStore.builder("photos").prefix("2026").region("eu-west-1").build();
 * FileStore minio =
 *     S3FileStore.builder("data").endpoint("http://localhost:9000").credentials(id, secret).build();
 * }</pre>
 *
 * <p>The root of the store is the bucket or a prefix in it; a key is the prefix and the path. Keys
 * that no path can name, such as directory markers that end in {@code /}, are not listed.
 *
 * <p>This store differs from others as follows:
 *
 * <ul>
 *   <li>the etag is S3's own and stays the same when the same bytes are written again;
 *   <li>a name may be a file and a directory at once;
 *   <li>a move is a copy and a deletion; if the deletion fails, the file is at both paths and the
 *       error says so;
 *   <li>conditions are enforced by the server. A server that accepts a condition without enforcing
 *       it is detected by a probe, and the write or the deletion throws an {@link
 *       dev.coffer.UnsupportedFeatureException};
 *   <li>the content type {@code binary/octet-stream} is read as none.
 * </ul>
 *
 * <p>{@link #unwrap} returns {@link PresignedUrls}, {@link Diagnosis}, {@link ServiceRequests} and
 * {@link Metrics} of the store's own client, the SDK's {@link S3Client}, the {@link
 * ServiceVersions} of the bucket, and {@link Leftovers}: multipart uploads without a new part for a
 * day. A younger one may belong to a write in progress.
 */
public final class S3FileStore implements FileStore {
  private final S3Bucket bucket;

  /** Null for a client that was passed in. */
  private final @Nullable OwnClient own;

  private final Set<Capability> abilities;
  private final Conditions conditions;
  private final S3Reader reader;
  private final S3Writer writer;
  private final S3Deleter deleter;
  private final S3Copier copier;
  private final S3UrlSigner signer;

  S3FileStore(S3Bucket bucket, @Nullable OwnClient own, boolean trusted, boolean pathStyle) {
    this.bucket = bucket;
    this.own = own;
    this.reader = new S3Reader(bucket);
    this.conditions = new Conditions(bucket, trusted);
    this.writer = new S3Writer(bucket, conditions, new ChecksumSupport(bucket, trusted));
    this.deleter = new S3Deleter(bucket, conditions);
    this.copier = new S3Copier(bucket, reader, writer, deleter, conditions);
    this.signer = new S3UrlSigner(bucket, own, pathStyle);
    this.abilities =
        Set.of(
            Capability.CONDITIONAL_WRITES,
            Capability.CONDITIONAL_DELETES,
            Capability.ATOMIC_COPY,
            Capability.PERSISTENT,
            Capability.PRESIGNED_URLS,
            Capability.REPEATED_REQUESTS);
  }

  /**
   * Returns a builder of a store.
   *
   * @param bucket the bucket, which must exist
   * @return a builder with nothing else set
   */
  public static S3Builder builder(String bucket) {
    return new S3Builder(bucket);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    bucket.ensureOpen();
    return writer.write(path, content, options);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    bucket.ensureOpen();
    return reader.read(path, options);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return reader.stat("stat", path);
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    bucket.ensureOpen();
    return KeyListing.of(
        bucket.keys,
        directory,
        options,
        bucket.order,
        (below, start) -> S3Pages.of(bucket, directory, options, below, start));
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    bucket.ensureOpen();
    deleter.deleteFiles(paths);
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    bucket.ensureOpen();
    options
        .requiredEtag()
        .ifPresentOrElse(
            etag -> deleter.deleteIf(path, etag), () -> deleter.deleteFiles(List.of(path)));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    bucket.ensureOpen();
    deleter.deleteDirectory(directory);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    bucket.ensureOpen();
    return copier.copy(source, target, options);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    bucket.ensureOpen();
    return copier.move(source, target);
  }

  @Override
  public Capabilities capabilities() {
    bucket.ensureOpen();
    return new Capabilities(
        abilities, S3Limits.LARGEST_FILE, bucket.pace.now(), bucket.limits.concurrency());
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == PresignedUrls.class) {
      return Optional.of(type.cast(signer));
    }
    if (type == Leftovers.class) {
      return Optional.of(type.cast(new S3Uploads(bucket, S3Uploads.REST)));
    }
    if (type == Diagnosis.class) {
      return Optional.of(type.cast(new S3BucketDiagnosis(bucket, conditions)));
    }
    if (type == ServiceVersions.class) {
      return Optional.of(type.cast(new S3Versions(bucket)));
    }
    if (type == ServiceRequests.class || type == Metrics.class) {
      return Optional.ofNullable(own).map(client -> type.cast(feature(client.metrics(), type)));
    }
    return type == S3Client.class
        ? Optional.of(type.cast(bucket.client))
        : FileStore.super.unwrap(type);
  }

  private static Object feature(RequestMetricsInterceptor metrics, Class<?> type) {
    Metrics measures = metrics.connections::measures;
    return type == Metrics.class ? measures : metrics.listeners;
  }

  /** Returns the leftovers as determined by another time than a day. */
  Leftovers uploadsIdleFor(Duration idle) {
    return new S3Uploads(bucket, idle);
  }

  /** Closes the client, unless it was passed in. */
  @Override
  public void close() {
    bucket.close();
    signer.close();
    if (own != null) {
      own.close();
    }
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
