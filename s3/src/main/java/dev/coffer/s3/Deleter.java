package dev.coffer.s3;

import dev.coffer.ConcurrentRequests;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.Batches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes one file, many in batches, and all below a directory. */
final class Deleter {
  private static final int LARGEST_BATCH = 1000;

  /**
   * A batch weighs as much as the deletions in it: of many at once a server answers the last after
   * the client's patience, and Amazon asks to slow down.
   */
  private static final int BATCHES_AT_ONCE = 8;

  private final Bucket bucket;
  private volatile boolean batchesMissing;

  Deleter(Bucket bucket) {
    this.bucket = bucket;
  }

  void deleteFiles(Collection<FilePath> paths) {
    bucket.check("delete", "");
    List<String> keys = paths.stream().map(path -> bucket.keys.key("delete", path)).toList();
    if (keys.size() == 1) {
      delete(keys.get(0));
      return;
    }
    Batches.run(Batches.of(keys, LARGEST_BATCH), batchesAtOnce(), this::deleteBatch);
  }

  private int batchesAtOnce() {
    return Math.min(bucket.limits.concurrency(), BATCHES_AT_ONCE);
  }

  /** Deletes page by page while the next page is listed; what Coffer keeps for itself stays. */
  void deleteDirectory(FilePath directory) {
    bucket.check("delete", directory.toString());
    Pages pages = Pages.ofAll(bucket, "delete", directory);
    ConcurrentRequests.run(
        Batches.ofKeys(pages, bucket.keys, LARGEST_BATCH), batchesAtOnce(), this::deleteBatch);
  }

  void delete(String key) {
    try {
      bucket.call(
          "delete",
          bucket.keys.name(key),
          () -> bucket.client.deleteObject(r -> r.bucket(bucket.keys.bucket()).key(key)));
    } catch (NotFoundException e) {
      // Some servers say so; then it is as it should be.
    }
  }

  private void deleteBatch(List<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    if (!batchesMissing) {
      try {
        deleteInOneRequest(keys);
        return;
      } catch (UnsupportedFeatureException e) {
        batchesMissing = true;
      }
    }
    Batches.run(keys, bucket.limits.concurrency(), this::delete);
  }

  private void deleteInOneRequest(List<String> keys) {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    Delete batch = Delete.builder().objects(objects).quiet(true).build();
    String path = keys.size() == 1 ? bucket.keys.name(keys.get(0)) : "";
    DeleteObjectsResponse answer =
        bucket.call(
            "delete",
            path,
            () -> bucket.client.deleteObjects(r -> r.bucket(bucket.keys.bucket()).delete(batch)));
    List<FileStoreException> failures = new ArrayList<>();
    for (S3Error error : answer.errors()) {
      if (!"NoSuchKey".equals(error.code())) {
        String name = error.key() == null ? "" : bucket.keys.name(error.key());
        failures.add(bucket.problems.ofKey("delete", name, String.valueOf(error.code())));
      }
    }
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(failures);
    }
  }
}
