package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.BucketVersionListing;
import dev.coffer.remote.KeyVersion;
import dev.coffer.remote.VersionScope;
import dev.coffer.spi.SoftDeletion;
import dev.coffer.spi.VersionPath;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The generations that were deleted for good, and that a bucket with soft deletion still has. */
final class GcsSoftDeletions {
  private static final String ID = "soft-deleted-";

  private final GcsBucket bucket;

  GcsSoftDeletions(GcsBucket bucket) {
    this.bucket = bucket;
  }

  Stream<SoftDeletion> below(FilePath directory) {
    bucket.check(BucketVersionListing.OPERATION, directory.toString());
    VersionScope scope = VersionScope.below(bucket.keys, bucket.lifetime, bucket.order, directory);
    GcsSoftDeletedPages pages = new GcsSoftDeletedPages(bucket, scope);
    return BucketVersionListing.of(scope, ListOptions.DEFAULTS, pages)
        .map(
            found ->
                new SoftDeletion(
                    found.path(), ID + found.id(), found.time(), pages.end(found), found.size()));
  }

  /** Returns the generation that a path names; empty for that of a file or of a kept generation. */
  static OptionalLong generation(FilePath path) {
    return VersionPath.of(path)
        .map(VersionPath::id)
        .filter(id -> id.startsWith(ID))
        .map(id -> GcsEtags.generation(id.substring(ID.length())))
        .orElseGet(OptionalLong::empty);
  }

  /** Makes a soft-deleted generation the live one again. Repeated, it does so twice. */
  FileInfo restore(FilePath source, long generation, FilePath target) {
    if (VersionPath.of(source).filter(version -> version.file().equals(target)).isEmpty()) {
      throw new UnsupportedFeatureException(
          new ErrorContext("copy", source.toString(), bucket.store()),
          "a soft-deleted version can be restored at its own path alone",
          null);
    }
    KeyVersion object = bucket.keys.object("copy", source);
    Attempts attempts = bucket.attempts("copy", source);
    StorageObject restored = restore(attempts, object.key(), generation);
    bucket.remember(object.key(), restored.getGeneration());
    return GcsFileInfos.of(target, restored);
  }

  private StorageObject restore(Attempts attempts, String key, long generation) {
    try {
      return bucket.send(
          attempts,
          () ->
              ResponseReader.object(
                  bucket
                      .requests
                      .objects()
                      .restore(bucket.name(), key, generation)
                      .setUserProject(bucket.payer)));
    } catch (IOException e) {
      if (GcsErrors.status(e) == 404) {
        throw new NotFoundException(
            new ErrorContext(attempts.operation(), attempts.path(), bucket.store()),
            "the bucket does not have it any more",
            e);
      }
      throw bucket.translate(attempts.operation(), attempts.path(), e);
    }
  }
}
