package dev.coffer.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Bucket;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.remote.BucketVersionListing;
import dev.coffer.remote.VersionScope;
import dev.coffer.spi.ServiceVersion;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.spi.SoftDeletion;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The generations that a bucket keeps. */
final class GcsVersions implements ServiceVersions {
  private static final String ASK = "ask for versioning";
  private static final String ASKED = "name,versioning,lifecycle,softDeletePolicy";

  private final GcsBucket bucket;

  GcsVersions(GcsBucket bucket) {
    this.bucket = bucket;
  }

  /** A bucket whose versioning is suspended cannot be told from one that never had any. */
  @Override
  public State state() {
    return isOn(settings()) ? State.ENABLED : State.DISABLED;
  }

  static boolean isOn(Bucket settings) {
    Bucket.Versioning versioning = settings.getVersioning();
    return versioning != null && Boolean.TRUE.equals(versioning.getEnabled());
  }

  /** Asks for what the bucket does with versions. */
  Bucket settings() {
    try {
      return bucket.send(bucket.attempts(ASK, ""), () -> checked(ResponseReader.of(request())));
    } catch (IOException e) {
      throw GcsErrors.status(e) == 404
          ? bucket.errors.missingBucket(ASK, "", e)
          : bucket.translate(ASK, "", e);
    }
  }

  private Storage.Buckets.Get request() throws IOException {
    return bucket
        .requests
        .buckets()
        .get(bucket.name())
        .setFields(ASKED)
        .setUserProject(bucket.payer);
  }

  /** Arbitrary JSON parses as a bucket without settings and must not pass for one. */
  private static Bucket checked(Bucket answer) throws IOException {
    if (answer.getName() == null) {
      throw new ResponseReader.UnusableException("it is not a bucket", null);
    }
    return answer;
  }

  @Override
  public Stream<ServiceVersion> of(FilePath file) {
    bucket.check(BucketVersionListing.OPERATION, file.toString());
    return list(
        VersionScope.of(bucket.keys, bucket.lifetime, bucket.order, file), ListOptions.DEFAULTS);
  }

  @Override
  public Stream<ServiceVersion> below(FilePath directory, ListOptions options) {
    bucket.check(BucketVersionListing.OPERATION, directory.toString());
    return list(VersionScope.below(bucket.keys, bucket.lifetime, bucket.order, directory), options);
  }

  @Override
  public Stream<SoftDeletion> softDeleted(FilePath directory) {
    return new GcsSoftDeletions(bucket).below(directory);
  }

  @Override
  public Optional<String> idIfAbsent(String id) {
    return GcsSoftDeletions.idIfAbsent(id);
  }

  private Stream<ServiceVersion> list(VersionScope scope, ListOptions options) {
    GcsVersionPages pages =
        new GcsVersionPages(bucket, scope, scope.start(options), options.pageSize());
    return BucketVersionListing.stream(
        new GcsVersionOrder(BucketVersionListing.of(scope, options, pages).iterator()));
  }
}
