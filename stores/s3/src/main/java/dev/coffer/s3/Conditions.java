package dev.coffer.s3;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.HttpEtags;
import dev.coffer.s3.direct.ConditionHeaders;
import java.util.Optional;

/**
 * Which conditions the server honours, found out by trying on an object in Coffer's own area, once,
 * when the first call with such a condition needs to know. A server that takes a condition and
 * passes it over would overwrite or delete silently; so nothing is believed that was not seen.
 * Amazon's own S3 is not asked about writes. Of deletions it is asked what it makes of a missing
 * object: its buckets differ in that.
 */
final class Conditions {
  private final S3Bucket bucket;
  private final LazyProbe<Boolean> ifAbsent;
  private final LazyProbe<EtagForm> etags;
  private final LazyProbe<Boolean> onComplete;
  private final LazyProbe<EtagForm> onDelete;

  /** How a server wants an etag in {@code If-Match}. */
  enum EtagForm {
    /** In quotes, as the standard says. */
    QUOTED,
    /** Without them. */
    BARE,
    /** Not at all. */
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
  }

  /** The headers of a condition on a single PUT. */
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

  /** The same for the end of a multipart upload; nothing when the server passes them over there. */
  Optional<ConditionHeaders> onComplete(FilePath path, WriteOptions options) {
    ConditionHeaders headers = onPut(path, options);
    return !options.isConditional() || onComplete.of("write", path)
        ? Optional.of(headers)
        : Optional.empty();
  }

  /** The header {@code If-Match} of a deletion. */
  String onDelete(FilePath path, String etag) {
    EtagForm form = onDelete.of("delete", path);
    if (form == EtagForm.NONE) {
      throw unsupported(
          "delete", path, "this server ignores the condition of a deletion, so it cannot be kept");
    }
    return form.of(etag);
  }

  private void require(FilePath path, boolean honoured) {
    if (!honoured) {
      throw unsupported(
          "write", path, "this server ignores the conditions of a write, so they cannot be kept");
    }
  }

  private UnsupportedFeatureException unsupported(String operation, FilePath path, String hint) {
    return new UnsupportedFeatureException(
        new ErrorContext(operation, path.toString(), bucket.store()), hint, null);
  }
}
