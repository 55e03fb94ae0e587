package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.PermissionDeniedException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.HttpEtags;
import dev.coffer.s3.direct.ConditionHeaders;
import java.util.Optional;

/**
 * Which conditions the server enforces. Determined once, by a probe with an object in Coffer's own
 * area, when the first call with such a condition needs to know. A server that accepts a condition
 * and ignores it would silently overwrite or delete, so every condition is probed before it is
 * relied on. Amazon's own S3 is not probed for writes; for deletions it is probed with a missing
 * object, which its bucket types treat differently.
 */
final class Conditions {
  private final S3Bucket bucket;
  private final LazyProbe<Boolean> ifAbsent;
  private final LazyProbe<EtagForm> etags;
  private final LazyProbe<Boolean> onComplete;
  private final LazyProbe<EtagForm> onDelete;
  private final LazyProbe<Boolean> onCopy;

  /** The form of an etag that a server expects in {@code If-Match}. */
  enum EtagForm {
    /** In quotes, as the standard requires. */
    QUOTED,
    /** Without quotes. */
    BARE,
    /** The server does not support the header. */
    NONE;

    String of(String etag) {
      return this == QUOTED ? HttpEtags.quoted(etag) : etag;
    }
  }

  Conditions(S3Bucket bucket, boolean trusted) {
    this.bucket = bucket;
    this.ifAbsent = new LazyProbe<>(bucket, S3Probe::honoursIfAbsentOnPut, trusted ? true : null);
    this.etags = new LazyProbe<>(bucket, S3Probe::etagForm, trusted ? EtagForm.QUOTED : null);
    this.onComplete =
        new LazyProbe<>(bucket, S3Probe::honoursConditionsOnComplete, trusted ? true : null);
    this.onDelete =
        new LazyProbe<>(
            bucket, trusted ? S3Probe::etagFormOfMissing : S3Probe::etagFormOnDelete, null);
    this.onCopy = new LazyProbe<>(bucket, S3Probe::honoursIfMatchOnCopy, trusted ? true : null);
  }

  /** Returns the headers of a condition on a single PUT. */
  ConditionHeaders onPut(FilePath path, WriteOptions options) {
    if (!options.isConditional()) {
      return ConditionHeaders.NONE;
    }
    if (options.isIfAbsent()) {
      require(path, ifAbsent.of("write", path));
      return ConditionHeaders.IF_ABSENT;
    }
    EtagForm form = etags.of("write", path);
    require(path, form != EtagForm.NONE);
    return new ConditionHeaders(null, form.of(options.requiredEtag().orElseThrow()));
  }

  /**
   * Returns the headers of a condition on the completion of a multipart upload; empty if the server
   * ignores them there.
   */
  Optional<ConditionHeaders> onComplete(FilePath path, WriteOptions options) {
    ConditionHeaders headers = onPut(path, options);
    return !options.isConditional() || onComplete.of("write", path)
        ? Optional.of(headers)
        : Optional.empty();
  }

  /** Returns the header {@code If-Match} of a deletion. */
  String onDelete(FilePath path, String etag) {
    EtagForm form = onDelete.of("delete", path);
    if (form == EtagForm.NONE) {
      throw unsupported(
          "delete",
          path,
          "this server ignores conditions on deletions, so the condition cannot"
              + " be guaranteed");
    }
    return form.of(etag);
  }

  /** Returns whether the server copies a version of a source and refuses any other. */
  boolean holdOnCopy(FilePath source) {
    return onCopy.of("copy", source);
  }

  /**
   * Describes for people what the server honours. Tests it, unless that is known, or is not
   * permitted.
   */
  String described() {
    try {
      return tested();
    } catch (PermissionDeniedException e) {
      return "not known, since they are tested with a file, which is not permitted";
    }
  }

  private String tested() {
    if (!ifAbsent.of("write", FilePath.ROOT) || etags.of("write", FilePath.ROOT) == EtagForm.NONE) {
      return "not honoured on writes: a write that needs one is refused, and where Coffer keeps versions"
          + " each does, unless versioning.conditions=best-effort";
    }
    return onDelete.of("delete", FilePath.ROOT) == EtagForm.NONE
        ? "not honoured on deletions: versions that Coffer keeps itself may miss a change that another"
            + " makes at the same moment"
        : "honoured";
  }

  private void require(FilePath path, boolean honoured) {
    if (!honoured) {
      throw unsupported(
          "write",
          path,
          "this server ignores conditions on writes, so the condition cannot be" + " guaranteed");
    }
  }

  private UnsupportedFeatureException unsupported(String operation, FilePath path, String hint) {
    return new UnsupportedFeatureException(
        new ErrorContext(operation, path.toString(), bucket.store()), hint, null);
  }
}
