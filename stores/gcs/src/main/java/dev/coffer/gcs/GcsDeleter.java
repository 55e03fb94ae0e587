package dev.coffer.gcs;

import com.google.api.services.storage.Storage;
import dev.coffer.ConcurrentRequests;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Batches;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.KeyVersion;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes one file, many in batches, and all below a directory. */
final class GcsDeleter {
  private final GcsBucket bucket;

  GcsDeleter(GcsBucket bucket) {
    this.bucket = bucket;
  }

  void deleteFiles(Collection<FilePath> paths) {
    bucket.check("delete", "");
    List<KeyVersion> objects =
        paths.stream()
            .map(path -> bucket.keys.object("delete", path))
            .filter(GcsDeleter::isObject)
            .toList();
    if (objects.size() == 1) {
      delete(objects.get(0));
      return;
    }
    Batches.run(
        Batches.of(objects, GcsLimits.LARGEST_BATCH),
        bucket.limits.concurrency(),
        this::deleteBatch);
  }

  /** Returns false for a deletion, which is shown as a version and is no object. */
  private static boolean isObject(KeyVersion object) {
    return object.version() == null || GcsEtags.generation(object.version()).isPresent();
  }

  /** Deletes batch by batch while the next page is listed. Coffer's own objects are kept. */
  void deleteDirectory(FilePath directory) {
    bucket.check("delete", directory.toString());
    Iterator<KeyPage> pages =
        GcsPages.of(
            bucket,
            new GcsPages.Query(
                "delete",
                directory.toString(),
                bucket.keys.below(directory),
                Optional.empty(),
                true,
                GcsLimits.LARGEST_PAGE));
    ConcurrentRequests.run(
        Batches.ofKeys(pages, bucket.keys, directory, GcsLimits.LARGEST_BATCH),
        bucket.limits.concurrency(),
        keys -> deleteBatch(keys.stream().map(KeyVersion::current).toList()));
  }

  /**
   * Deletes the current object of a key if it is of one generation.
   *
   * @param generation the only generation to delete
   */
  void delete(String key, long generation) {
    delete(KeyVersion.current(key), generation);
  }

  private void delete(KeyVersion object) {
    delete(object, null);
  }

  /**
   * Deletes an object.
   *
   * @param generation if it is of another one, it is left; null to delete it in any case
   */
  private void delete(KeyVersion object, @Nullable Long generation) {
    bucket.forget(object.key());
    Attempts attempts = bucket.attempts("delete", bucket.keys.name(object.key()));
    try {
      Storage.Objects.Delete delete = request(object).setIfGenerationMatch(generation);
      boolean unused = bucket.send(attempts, () -> ResponseReader.nothing(delete));
    } catch (IOException e) {
      int status = GcsErrors.status(e);
      if (status == 404) {
        bucket.ensureThere(attempts);
      } else if (status != 412 || generation == null) {
        throw bucket.translate("delete", attempts.path(), e);
      }
    }
  }

  /**
   * Deletes a file if it has an etag.
   *
   * @throws dev.coffer.ConflictException if it has another etag or is missing
   * @throws dev.coffer.ConnectionException if a response was lost and the repeated request is
   *     refused
   */
  void deleteIf(FilePath path, String etag) {
    String key = bucket.keys.key("delete", path);
    bucket.check("delete", path.toString());
    long generation =
        GcsEtags.generation(etag)
            .orElseThrow(
                () -> bucket.errors.conflict("delete", path, "no file has such an etag", null));
    bucket.forget(key);
    Attempts attempts = bucket.attempts("delete", path);
    try {
      Storage.Objects.Delete delete =
          request(KeyVersion.current(key)).setIfGenerationMatch(generation);
      boolean unused = bucket.send(attempts, () -> ResponseReader.nothing(delete));
    } catch (IOException e) {
      throw refused(path, attempts, e);
    }
  }

  private FileStoreException refused(FilePath path, Attempts attempts, IOException e) {
    int status = GcsErrors.status(e);
    if (status == 404) {
      bucket.ensureThere(attempts);
    } else if (status != 412) {
      return bucket.translate("delete", attempts.path(), e);
    }
    if (attempts.areRepeated()) {
      return bucket.errors.unknownDeletion(path, e);
    }
    String hint =
        status == 404
            ? "there is no such file"
            : "the file has changed or is missing: read it again";
    return bucket.errors.conflict("delete", path, hint, e);
  }

  /** A request with a generation deletes it for good, and no other. */
  private Storage.Objects.Delete request(KeyVersion object) throws IOException {
    Storage.Objects.Delete delete =
        bucket.requests.objects().delete(bucket.name(), object.key()).setUserProject(bucket.payer);
    return object.version() == null
        ? delete
        : delete.setGeneration(GcsEtags.generation(object.version()).orElseThrow());
  }

  private void deleteBatch(List<KeyVersion> objects) {
    objects.forEach(object -> bucket.forget(object.key()));
    new Batch(bucket, this::request, objects).run(this::delete);
  }
}
