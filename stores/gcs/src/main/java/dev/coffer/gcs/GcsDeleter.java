package dev.coffer.gcs;

import com.google.api.services.storage.Storage;
import dev.coffer.ConcurrentRequests;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Batches;
import dev.coffer.remote.KeyPage;
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
    List<String> keys = paths.stream().map(path -> bucket.keys.key("delete", path)).toList();
    if (keys.size() == 1) {
      delete(keys.get(0), null);
      return;
    }
    Batches.run(
        Batches.of(keys, GcsLimits.LARGEST_BATCH), bucket.limits.concurrency(), this::deleteBatch);
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
        this::deleteBatch);
  }

  /**
   * Deletes one object.
   *
   * @param generation the only generation to delete; null for any
   */
  void delete(String key, @Nullable Long generation) {
    bucket.forget(key);
    Attempts attempts = bucket.attempts("delete", bucket.keys.name(key));
    try {
      Storage.Objects.Delete delete = request(key).setIfGenerationMatch(generation);
      boolean unused = bucket.send(attempts, () -> ResponseReader.nothing(delete));
    } catch (IOException e) {
      int status = GcsErrors.status(e);
      if (status == 404) {
        bucket.ensureThere(attempts);
      } else if (status != 412) {
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
      Storage.Objects.Delete delete = request(key).setIfGenerationMatch(generation);
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

  private Storage.Objects.Delete request(String key) throws IOException {
    return bucket.requests.objects().delete(bucket.name(), key).setUserProject(bucket.payer);
  }

  private void deleteBatch(List<String> keys) {
    keys.forEach(bucket::forget);
    new Batch(bucket, this::request, keys).run(key -> delete(key, null));
  }
}
