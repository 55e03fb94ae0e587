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
import dev.coffer.remote.KeyVersion;
import dev.coffer.remote.Keys;
import dev.coffer.spi.VersionPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.Delete;
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

  private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchVersion");

  private final S3Bucket bucket;
  private final Conditions conditions;
  private volatile boolean batchesMissing;

  S3Deleter(S3Bucket bucket, Conditions conditions) {
    this.bucket = bucket;
    this.conditions = conditions;
  }

  void deleteFiles(Collection<FilePath> paths) {
    bucket.check("delete", "");
    List<KeyVersion> objects =
        paths.stream().map(path -> bucket.keys.object("delete", path)).toList();
    if (objects.size() == 1) {
      delete(objects.get(0));
      return;
    }
    Batches.run(Batches.of(objects, LARGEST_BATCH), batchesAtOnce(), this::deleteBatch);
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
        keys -> deleteBatch(keys.stream().map(KeyVersion::current).toList()));
  }

  void delete(KeyVersion object) {
    requireStraight(object.key());
    try {
      SdkHttpResponse answer =
          bucket.call("delete", name(object), () -> bucket.objects.delete(object));
      if (answer.statusCode() != NO_CONTENT) {
        requireGone(object);
      }
    } catch (NotFoundException e) {
      // Some servers report a missing object, which is the wanted state; a proxy names none.
      if (!(e.getCause() instanceof AwsServiceException answer && isNamedMissing(answer))) {
        bucket.ensureBucket("delete", FilePath.ROOT);
        throw bucket.errors.ofAnother("delete", name(object), e);
      }
    }
  }

  private static boolean isNamedMissing(AwsServiceException answer) {
    return MISSING.contains(S3Errors.code(answer));
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
   * Checks the key, and that there is a bucket, after an answer that is not that of a deletion: it
   * may come from a captive portal or a proxy.
   */
  private void requireGone(KeyVersion object) {
    String name = bucket.keys.name(object.key());
    try {
      Object unused = bucket.call("delete", name, () -> bucket.sdk.head(object));
    } catch (NotFoundException e) {
      bucket.ensureBucket("delete", bucket.keys.path(object.key()).orElse(FilePath.ROOT));
      return;
    }
    throw bucket.errors.unconfirmed("delete", name, "the file still exists");
  }

  /** A key that XML cannot represent would make the server refuse the whole batch. */
  private void deleteBatch(List<KeyVersion> objects) {
    List<KeyVersion> together =
        objects.stream().filter(object -> XmlText.canHold(object.key())).toList();
    List<Runnable> requests = new ArrayList<>();
    if (!together.isEmpty()) {
      requests.add(() -> deleteTogether(together));
    }
    objects.stream()
        .filter(object -> !XmlText.canHold(object.key()))
        .forEach(object -> requests.add(() -> delete(object)));
    Batches.run(requests, bucket.limits.concurrency(), Runnable::run);
  }

  private void deleteTogether(List<KeyVersion> objects) {
    if (!batchesMissing) {
      try {
        deleteUntilNoneIsLeft(objects);
        return;
      } catch (UnsupportedFeatureException e) {
        batchesMissing = true;
      }
    }
    Batches.run(objects, bucket.limits.concurrency(), this::delete);
  }

  /** A busy server reports single keys as failed, in a successful response. */
  private void deleteUntilNoneIsLeft(List<KeyVersion> objects) {
    Attempts attempts = bucket.attempts("delete", FilePath.ROOT);
    Map<String, FileStoreException> failures = new LinkedHashMap<>();
    List<KeyVersion> left = objects;
    while (!left.isEmpty()) {
      List<S3Error> errors = deleteInOneRequest(left);
      List<KeyVersion> busy = busy(errors, left);
      boolean again = !busy.isEmpty() && attempts.again();
      errors.stream()
          .filter(error -> !again || !S3Errors.isBusy(error.code()))
          .forEach(error -> failures.put(error.key() + " " + error.versionId(), failure(error)));
      left = again ? busy : List.of();
    }
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(List.copyOf(failures.values()));
    }
  }

  /**
   * Returns the objects to retry: all of them if the server does not name the failed ones or names
   * others.
   */
  private static List<KeyVersion> busy(List<S3Error> errors, List<KeyVersion> objects) {
    Set<KeyVersion> asked = Set.copyOf(objects);
    Set<KeyVersion> busy =
        errors.stream()
            .filter(error -> S3Errors.isBusy(error.code()))
            .map(error -> named(error.key(), error.versionId(), asked))
            .collect(Collectors.toSet());
    return asked.containsAll(busy) ? objects.stream().filter(busy::contains).toList() : objects;
  }

  /** Returns the object that a response names. Some servers name the version of a new marker. */
  private static KeyVersion named(
      @Nullable String key, @Nullable String version, Set<KeyVersion> asked) {
    KeyVersion object = new KeyVersion(String.valueOf(key), version);
    return asked.contains(object) ? object : KeyVersion.current(object.key());
  }

  private FileStoreException failure(S3Error error) {
    String key = error.key();
    boolean isOurs = key != null && key.startsWith(bucket.keys.prefix());
    return bucket.errors.ofKey(
        "delete",
        isOurs ? name(new KeyVersion(key, error.versionId())) : "",
        String.valueOf(error.code()));
  }

  /** The path of a file or of a version, as it was passed to this. */
  private String name(KeyVersion object) {
    String version = object.version();
    return version == null || !VersionPath.isPossible(version)
        ? bucket.keys.name(object.key())
        : bucket
            .keys
            .path(object.key())
            .map(file -> new VersionPath(file, version).path().toString())
            .orElseGet(() -> bucket.keys.name(object.key()));
  }

  private List<S3Error> deleteInOneRequest(List<KeyVersion> objects) {
    List<ObjectIdentifier> named =
        objects.stream()
            .map(each -> ObjectIdentifier.builder().key(each.key()).versionId(each.version()))
            .map(ObjectIdentifier.Builder::build)
            .toList();
    Delete batch = Delete.builder().objects(named).quiet(false).build();
    String path = objects.size() == 1 ? name(objects.get(0)) : "";
    DeleteObjectsResponse answer =
        bucket.callWithoutObject(
            "delete",
            path,
            () -> bucket.client.deleteObjects(r -> r.bucket(bucket.keys.bucket()).delete(batch)));
    Batches.run(unnamed(objects, answer), bucket.limits.concurrency(), this::delete);
    return answer.errors().stream().filter(error -> !MISSING.contains(error.code())).toList();
  }

  /**
   * Returns the objects that a response does not mention: a captive portal mentions none, and some
   * servers write keys that XML alters. An error that names no known object applies to all of them.
   */
  private static List<KeyVersion> unnamed(List<KeyVersion> objects, DeleteObjectsResponse answer) {
    Set<KeyVersion> asked = Set.copyOf(objects);
    Set<KeyVersion> named = new HashSet<>();
    answer.deleted().forEach(each -> named.add(named(each.key(), each.versionId(), asked)));
    answer.errors().forEach(each -> named.add(named(each.key(), each.versionId(), asked)));
    boolean ofAll =
        answer.errors().stream()
            .anyMatch(each -> !asked.contains(named(each.key(), each.versionId(), asked)));
    return ofAll ? List.of() : objects.stream().filter(each -> !named.contains(each)).toList();
  }
}
