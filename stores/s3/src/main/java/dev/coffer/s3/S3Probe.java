package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.HttpEtags;
import dev.coffer.s3.Conditions.EtagForm;
import dev.coffer.s3.direct.ConditionHeaders;
import dev.coffer.s3.direct.ObjectPut;
import dev.coffer.s3.direct.PutResult;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Tests with an object of its own how a server handles conditions and checksums. The object is
 * deleted at the end; a process that is killed meanwhile leaves a small object that no listing
 * shows.
 */
final class S3Probe {
  private static final Logger LOG = LoggerFactory.getLogger(S3Probe.class);
  private static final String CRC32_OF_ZERO = "0gLvjQ==";
  private static final String CRC32_OF_NOTHING = "AAAAAA==";
  private static final String NO_ETAG = "00000000000000000000000000000000";

  private final S3Bucket bucket;
  private final String operation;
  private final FilePath path;
  private final String key;

  /**
   * Creates a probe.
   *
   * @param operation the operation that needs to know, for errors
   * @param path its path
   */
  S3Probe(S3Bucket bucket, String operation, FilePath path) {
    this.bucket = bucket;
    this.operation = operation;
    this.path = path;
    this.key = bucket.keys.ownKey("probe-" + UUID.randomUUID());
  }

  boolean honoursIfAbsentOnPut() {
    return onAnObject(
        "If-None-Match on PUT",
        () -> {
          put(ConditionHeaders.NONE);
          return isRefused(() -> put(ConditionHeaders.IF_ABSENT));
        });
  }

  EtagForm etagForm() {
    return onAnObject(
        "If-Match on PUT",
        () -> {
          String etag = put(ConditionHeaders.NONE);
          if (!isRefused(() -> put(new ConditionHeaders(null, HttpEtags.quoted(NO_ETAG))))
              || !isRefused(() -> put(new ConditionHeaders(null, NO_ETAG)))) {
            return EtagForm.NONE;
          }
          for (EtagForm form : new EtagForm[] {EtagForm.QUOTED, EtagForm.BARE}) {
            if (!isRefused(() -> put(new ConditionHeaders(null, form.of(etag))))) {
              return form;
            }
          }
          return EtagForm.NONE;
        });
  }

  boolean honoursConditionsOnComplete() {
    return onAnObject(
        "conditions on Complete",
        () -> {
          String etag = put(ConditionHeaders.NONE);
          boolean absent = completesRefused(ConditionHeaders.IF_ABSENT);
          return absent
              && completesRefused(new ConditionHeaders(null, HttpEtags.quoted(other(etag))));
        });
  }

  /**
   * Returns the form of etags in deletions for a server that is known to enforce conditions on
   * existing objects. If it reports the deletion of a missing object as a success, several
   * deletions of one version succeed. No object is created for this.
   */
  EtagForm etagFormOfMissing() {
    return logged(
        "If-Match on DELETE of nothing",
        () -> isDeletionOfNothingRefused() ? EtagForm.QUOTED : EtagForm.NONE);
  }

  EtagForm etagFormOnDelete() {
    return onAnObject(
        "If-Match on DELETE",
        () ->
            isDeletionOfNothingRefused()
                ? formThatDeletes(put(ConditionHeaders.NONE))
                : EtagForm.NONE);
  }

  /** Returns whether a copy of another version is refused, and one of the version is not. */
  boolean honoursIfMatchOnCopy() {
    return onAnObject(
        "If-Match on the source of a copy",
        () -> {
          String etag = put(ConditionHeaders.NONE);
          try {
            return isRefused(() -> copyIf(other(etag))) && !isRefused(() -> copyIf(etag));
          } finally {
            delete(copyKey());
          }
        });
  }

  private String copyKey() {
    return key + "-copy";
  }

  private CopyObjectResponse copyIf(String etag) {
    return bucket.call(
        operation,
        path.toString(),
        () ->
            bucket.client.copyObject(
                r ->
                    r.sourceBucket(bucket.keys.bucket())
                        .sourceKey(key)
                        .copySourceIfMatch(HttpEtags.quoted(etag))
                        .destinationBucket(bucket.keys.bucket())
                        .destinationKey(copyKey())));
  }

  private EtagForm formThatDeletes(String etag) {
    for (EtagForm form : new EtagForm[] {EtagForm.QUOTED, EtagForm.BARE}) {
      if (!isDeletionRefused(form.of(other(etag)))) {
        return EtagForm.NONE;
      }
      // After a lost response a repeated deletion is refused although the object is gone.
      if (!isDeletionRefused(form.of(etag)) || isGone()) {
        return form;
      }
    }
    return EtagForm.NONE;
  }

  /** If the credentials may not list the bucket, access to a missing object is refused. */
  private boolean isDeletionOfNothingRefused() {
    try {
      return isDeletionRefused(HttpEtags.quoted(NO_ETAG));
    } catch (PermissionDeniedException e) {
      return true;
    }
  }

  private boolean isDeletionRefused(String ifMatch) {
    try {
      Object unused =
          bucket.call(
              operation,
              path.toString(),
              () ->
                  bucket.client.deleteObject(
                      r -> r.bucket(bucket.keys.bucket()).key(key).ifMatch(ifMatch)));
      return false;
    } catch (NotFoundException | UnsupportedFeatureException e) {
      return true;
    } catch (StorageFailureException e) {
      return isUnmet(e);
    }
  }

  private boolean isGone() {
    try {
      Object unused = bucket.call(operation, path.toString(), () -> bucket.sdk.head(key));
      return false;
    } catch (NotFoundException e) {
      return true;
    }
  }

  /** Returns whether a body with a wrong CRC32 is refused while one with its own is accepted. */
  boolean comparesCrc32() {
    return onAnObject(
        "CRC32 of a body",
        () -> {
          putWith(CRC32_OF_ZERO);
          try {
            putWith(CRC32_OF_NOTHING);
            return false;
          } catch (S3Exception e) {
            if (e.statusCode() == 400) {
              return true;
            }
            throw e;
          }
        });
  }

  private void putWith(String crc32) {
    PutResult unused = put(RequestBody.fromBytes(new byte[1]), crc32, ConditionHeaders.NONE);
  }

  private static String other(String etag) {
    return etag.equals(NO_ETAG) ? NO_ETAG.replace('0', '1') : NO_ETAG;
  }

  private String put(ConditionHeaders headers) {
    return bucket.callWithoutObject(
        operation,
        path.toString(),
        () -> S3FileInfos.etag(put(RequestBody.empty(), null, headers).etag()));
  }

  private PutResult put(RequestBody body, @Nullable String crc32, ConditionHeaders headers) {
    return bucket.sdk.put(new ObjectPut(key, body, null, null, crc32, Map.of(), headers));
  }

  private boolean completesRefused(ConditionHeaders headers) {
    String bucketName = bucket.keys.bucket();
    String upload =
        bucket.client.createMultipartUpload(r -> r.bucket(bucketName).key(key)).uploadId();
    try {
      String etag =
          bucket
              .client
              .uploadPart(
                  r -> r.bucket(bucketName).key(key).uploadId(upload).partNumber(1),
                  RequestBody.fromString("probe"))
              .eTag();
      CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
      bucket.client.completeMultipartUpload(
          r ->
              r.bucket(bucketName)
                  .key(key)
                  .uploadId(upload)
                  .ifNoneMatch(headers.ifNoneMatch())
                  .ifMatch(headers.ifMatch())
                  .multipartUpload(m -> m.parts(part)));
      return false;
    } catch (S3Exception e) {
      abort(upload);
      if (e.statusCode() == 412 || e.statusCode() == 304) {
        return true;
      }
      if (e.statusCode() == 501 || e.statusCode() == 400) {
        return false;
      }
      throw e;
    }
  }

  private void abort(String upload) {
    try {
      bucket.client.abortMultipartUpload(
          r -> r.bucket(bucket.keys.bucket()).key(key).uploadId(upload));
    } catch (RuntimeException e) {
      LOG.debug("the upload of a probe could not be aborted", e);
    }
  }

  /**
   * Returns whether a request is refused because of its condition; a server that does not support
   * the condition refuses it too.
   */
  private boolean isRefused(Supplier<?> request) {
    try {
      Object unused = request.get();
      return false;
    } catch (StorageFailureException e) {
      return isUnmet(e);
    }
  }

  private static boolean isUnmet(StorageFailureException e) {
    if (!S3Errors.isUnmet(e)) {
      throw e;
    }
    return true;
  }

  /** Runs a probe that creates an object, and deletes the object. */
  private <T> T onAnObject(String what, Supplier<T> probe) {
    try {
      return logged(what, probe);
    } finally {
      delete(key);
    }
  }

  private <T> T logged(String what, Supplier<T> probe) {
    try {
      T found = bucket.send(probe);
      LOG.debug("{} at {}: {}", what, bucket, found);
      return found;
    } catch (SdkException e) {
      throw bucket.translate(operation, path.toString(), e);
    }
  }

  private void delete(String own) {
    try {
      bucket.client.deleteObject(r -> r.bucket(bucket.keys.bucket()).key(own));
    } catch (RuntimeException e) { // also of a client that was closed
      LOG.debug("the object of a probe could not be deleted", e);
    }
  }
}
