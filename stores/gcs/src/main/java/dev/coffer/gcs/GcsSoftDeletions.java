package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.ConflictException;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The generations that were deleted for good, and that a bucket with soft deletion still has. */
final class GcsSoftDeletions {
  private static final String ID = "soft-deleted-";
  private static final String ID_IF_ABSENT = "soft-deleted-if-absent-";

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

  /**
   * A soft-deleted generation that a path names.
   *
   * @param ifAbsent whether it is brought back only if there is no file
   */
  record Named(long generation, boolean ifAbsent) {}

  /** As {@link dev.coffer.spi.ServiceVersions#idIfAbsent}. */
  static Optional<String> idIfAbsent(String id) {
    return named(id).map(version -> ID_IF_ABSENT + version.generation());
  }

  /** Returns the generation that a path names; empty for that of a file or of a kept generation. */
  static Optional<Named> named(FilePath path) {
    return VersionPath.of(path).map(VersionPath::id).flatMap(GcsSoftDeletions::named);
  }

  private static Optional<Named> named(String id) {
    boolean ifAbsent = id.startsWith(ID_IF_ABSENT);
    OptionalLong generation =
        id.startsWith(ID)
            ? GcsEtags.generation(id.substring((ifAbsent ? ID_IF_ABSENT : ID).length()))
            : OptionalLong.empty();
    return generation.isPresent()
        ? Optional.of(new Named(generation.getAsLong(), ifAbsent))
        : Optional.empty();
  }

  /**
   * Makes a soft-deleted generation the live one again. Repeated because an answer was lost, it
   * does so twice, or finds its own file there on the condition that there is none.
   */
  FileInfo restore(FilePath source, Named version, FilePath target) {
    if (VersionPath.of(source).filter(own -> own.file().equals(target)).isEmpty()) {
      throw new UnsupportedFeatureException(
          new ErrorContext("copy", source.toString(), bucket.store()),
          "a soft-deleted version can be restored at its own path alone",
          null);
    }
    KeyVersion object = bucket.keys.object("copy", source);
    Attempts attempts = bucket.attempts("copy", source);
    StorageObject restored = restore(attempts, object.key(), version);
    bucket.remember(object.key(), restored.getGeneration());
    return GcsFileInfos.of(target, restored);
  }

  private StorageObject restore(Attempts attempts, String key, Named version) {
    try {
      return bucket.send(
          attempts,
          () ->
              ResponseReader.object(
                  bucket
                      .requests
                      .objects()
                      .restore(bucket.name(), key, version.generation())
                      .setIfGenerationMatch(version.ifAbsent() ? 0L : null)
                      .setUserProject(bucket.payer)));
    } catch (IOException e) {
      if (GcsErrors.status(e) == 404) {
        throw new NotFoundException(
            new ErrorContext(attempts.operation(), attempts.path(), bucket.store()),
            "the bucket does not have it any more",
            e);
      }
      if (version.ifAbsent() && GcsErrors.status(e) == 412) {
        throw new ConflictException(
            new ErrorContext(attempts.operation(), attempts.path(), bucket.store()),
            "there is a file",
            e);
      }
      throw bucket.translate(attempts.operation(), attempts.path(), e);
    }
  }
}
