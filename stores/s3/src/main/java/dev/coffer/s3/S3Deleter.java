package dev.coffer.s3;

import dev.coffer.ConcurrentRequests;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Batches;
import dev.coffer.remote.HttpEtags;
import dev.coffer.remote.KeyPage;
import dev.coffer.remote.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes one file, many in batches, and all below a directory. */
final class S3Deleter {
  private static final int LARGEST_BATCH = 1000;

  /**
   * A batch is as expensive as its deletions. If many batches run at once, a server responds to the
   * last one after the client's timeout, and Amazon throttles.
   */
  private static final int BATCHES_AT_ONCE = 8;

  static final int NO_CONTENT = 204;

  private final S3Bucket bucket;
  private final Conditions conditions;
  private volatile boolean batchesMissing;

  S3Deleter(S3Bucket bucket, Conditions conditions) {
    this.bucket = bucket;
    this.conditions = conditions;
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

  /** Deletes a file if it has the given etag. */
  void deleteIf(FilePath path, String etag) {
    String key = bucket.keys.key("delete", path);
    bucket.check("delete", path.toString());
    requireStraight(key);
    if (!HttpEtags.isPossible(etag)) {
      throw bucket.errors.conflict("delete", path, "no file has such an etag", null);
    }
    new ConditionalDeletion(bucket, path, key, conditions.onDelete(path, etag)).run();
  }

  private int batchesAtOnce() {
    return Math.min(bucket.limits.concurrency(), BATCHES_AT_ONCE);
  }

  /** Deletes page by page while the next page is listed. Coffer's own objects are kept. */
  void deleteDirectory(FilePath directory) {
    bucket.check("delete", directory.toString());
    Iterator<KeyPage> pages = S3Pages.ofAll(bucket, "delete", directory);
    ConcurrentRequests.run(
        Batches.ofKeys(pages, bucket.keys, directory, LARGEST_BATCH),
        batchesAtOnce(),
        this::deleteBatch);
  }

  void delete(String key) {
    requireStraight(key);
    try {
      DeleteObjectResponse answer =
          bucket.call(
              "delete",
              bucket.keys.name(key),
              () -> bucket.client.deleteObject(r -> r.bucket(bucket.keys.bucket()).key(key)));
      if (answer.sdkHttpResponse().statusCode() != NO_CONTENT) {
        requireGone(key);
      }
    } catch (NotFoundException e) {
      // Some servers report a missing object, which is the wanted state.
    }
  }

  /**
   * Throws for segments that a server or gateway might resolve: another object would be deleted.
   */
  private void requireStraight(String key) {
    if (!Keys.isStraight(key)) {
      throw new UnsupportedFeatureException(
          new ErrorContext("delete", bucket.keys.name(key), bucket.store()),
          "a key with a segment '.' or '..' can only be deleted in a batch, which this server"
              + " does not support",
          null);
    }
  }

  /**
   * Checks the key after a success that is not that of a deletion: it may come from a captive
   * portal.
   */
  private void requireGone(String key) {
    String name = bucket.keys.name(key);
    Object unused = bucket.call("delete", name, () -> bucket.sdk.head(key));
    throw bucket.errors.unconfirmed("delete", name, "the file still exists");
  }

  /** A key that XML cannot represent would make the server refuse the whole batch. */
  private void deleteBatch(List<String> keys) {
    List<String> together = keys.stream().filter(XmlText::canHold).toList();
    List<Runnable> requests = new ArrayList<>();
    if (!together.isEmpty()) {
      requests.add(() -> deleteTogether(together));
    }
    keys.stream()
        .filter(key -> !XmlText.canHold(key))
        .forEach(key -> requests.add(() -> delete(key)));
    Batches.run(requests, bucket.limits.concurrency(), Runnable::run);
  }

  private void deleteTogether(List<String> keys) {
    if (!batchesMissing) {
      try {
        deleteUntilNoneIsLeft(keys);
        return;
      } catch (UnsupportedFeatureException e) {
        batchesMissing = true;
      }
    }
    Batches.run(keys, bucket.limits.concurrency(), this::delete);
  }

  /** A busy server reports single keys as failed, in a successful response. */
  private void deleteUntilNoneIsLeft(List<String> keys) {
    Attempts attempts = bucket.attempts("delete", FilePath.ROOT);
    Map<String, FileStoreException> failures = new LinkedHashMap<>();
    List<String> left = keys;
    while (!left.isEmpty()) {
      List<S3Error> errors = deleteInOneRequest(left);
      List<String> busy = busy(errors, left);
      boolean again = !busy.isEmpty() && attempts.again();
      errors.stream()
          .filter(error -> !again || !S3Errors.isBusy(error.code()))
          .forEach(error -> failures.put(String.valueOf(error.key()), failure(error)));
      left = again ? busy : List.of();
    }
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(List.copyOf(failures.values()));
    }
  }

  /**
   * Returns the keys to retry: all of them if the server does not name the failed ones or names
   * others.
   */
  private static List<String> busy(List<S3Error> errors, List<String> keys) {
    Set<String> busy =
        errors.stream()
            .filter(error -> S3Errors.isBusy(error.code()))
            .map(error -> String.valueOf(error.key()))
            .collect(Collectors.toSet());
    return keys.containsAll(busy) ? keys.stream().filter(busy::contains).toList() : keys;
  }

  private FileStoreException failure(S3Error error) {
    String key = error.key();
    boolean isOurs = key != null && key.startsWith(bucket.keys.prefix());
    return bucket.errors.ofKey(
        "delete", isOurs ? bucket.keys.name(key) : "", String.valueOf(error.code()));
  }

  private List<S3Error> deleteInOneRequest(List<String> keys) {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    Delete batch = Delete.builder().objects(objects).quiet(false).build();
    String path = keys.size() == 1 ? bucket.keys.name(keys.get(0)) : "";
    DeleteObjectsResponse answer =
        bucket.call(
            "delete",
            path,
            () -> bucket.client.deleteObjects(r -> r.bucket(bucket.keys.bucket()).delete(batch)));
    Batches.run(unnamed(keys, answer), bucket.limits.concurrency(), this::delete);
    return answer.errors().stream().filter(error -> !"NoSuchKey".equals(error.code())).toList();
  }

  /**
   * Returns the keys that a response does not mention: a captive portal mentions none, and some
   * servers write keys that XML alters. An error that names no known key applies to all of them.
   */
  private static List<String> unnamed(List<String> keys, DeleteObjectsResponse answer) {
    Set<String> named = new HashSet<>();
    answer.deleted().forEach(deleted -> named.add(String.valueOf(deleted.key())));
    answer.errors().forEach(error -> named.add(String.valueOf(error.key())));
    boolean ofAll = answer.errors().stream().anyMatch(error -> !keys.contains(error.key()));
    return ofAll ? List.of() : keys.stream().filter(key -> !named.contains(key)).toList();
  }
}
