package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.BucketVersionListing;
import dev.coffer.remote.VersionScope;
import dev.coffer.spi.ServiceVersion;
import dev.coffer.spi.ServiceVersions;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The versions that a bucket keeps. */
final class S3Versions implements ServiceVersions {
  /** The name of the operation that asks for the state of the bucket, in errors. */
  static final String ASK = "ask for versioning";

  private final S3Bucket bucket;

  S3Versions(S3Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public State state() {
    try {
      BucketVersioningStatus status =
          bucket.call(
              ASK,
              "",
              () ->
                  bucket.client.getBucketVersioning(r -> r.bucket(bucket.keys.bucket())).status());
      return status == BucketVersioningStatus.ENABLED
          ? State.ENABLED
          : status == BucketVersioningStatus.SUSPENDED ? State.SUSPENDED : State.DISABLED;
    } catch (UnsupportedFeatureException e) {
      return State.DISABLED; // a server without versions
    }
  }

  @Override
  public Stream<ServiceVersion> of(FilePath file) {
    bucket.check(BucketVersionListing.OPERATION, file.toString());
    VersionScope scope = VersionScope.of(bucket.keys, bucket.lifetime, bucket.order, file);
    return list(scope, ListOptions.DEFAULTS);
  }

  @Override
  public Stream<ServiceVersion> below(FilePath directory, ListOptions options) {
    bucket.check(BucketVersionListing.OPERATION, directory.toString());
    return list(VersionScope.below(bucket.keys, bucket.lifetime, bucket.order, directory), options);
  }

  private Stream<ServiceVersion> list(VersionScope scope, ListOptions options) {
    Optional<String> start = scope.start(options);
    return BucketVersionListing.of(
        scope, options, new S3VersionPages(bucket, scope, start, options.pageSize()));
  }
}
