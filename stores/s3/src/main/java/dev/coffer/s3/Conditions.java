package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.s3.direct.ConditionHeaders;
import java.util.Optional;

/**
 * Which conditions the server honours, found out by trying on an object in Coffer's own area, once,
 * when the first conditional write needs to know. A server that takes a condition and passes it
 * over would overwrite silently; so nothing is believed that was not seen. Amazon's own S3 is not
 * asked.
 */
final class Conditions {
  private final S3Bucket bucket;
  private final LazyProbe<Boolean> ifAbsent;
  private final LazyProbe<EtagForm> etags;
  private final LazyProbe<Boolean> onComplete;

  /** How a server wants an etag in {@code If-Match}. */
  enum EtagForm {
    /** In quotes, as the standard says. */
    QUOTED,
    /** Without them. */
    BARE,
    /** Not at all. */
    NONE;

    String of(String etag) {
      return this == QUOTED ? S3Etags.quoted(etag) : etag;
    }
  }

  Conditions(S3Bucket bucket, boolean trusted) {
    this.bucket = bucket;
    this.ifAbsent = new LazyProbe<>(bucket, S3Probe::honoursIfAbsentOnPut, trusted ? true : null);
    this.etags = new LazyProbe<>(bucket, S3Probe::etagForm, trusted ? EtagForm.QUOTED : null);
    this.onComplete =
        new LazyProbe<>(bucket, S3Probe::honoursConditionsOnComplete, trusted ? true : null);
  }

  /** The headers of a condition on a single PUT. */
  ConditionHeaders onPut(FilePath path, WriteOptions options) {
    if (!options.isConditional()) {
      return ConditionHeaders.NONE;
    }
    if (options.isIfAbsent()) {
      require(path, ifAbsent.of(path));
      return ConditionHeaders.IF_ABSENT;
    }
    EtagForm form = etags.of(path);
    require(path, form != EtagForm.NONE);
    return new ConditionHeaders(null, form.of(options.requiredEtag().orElseThrow()));
  }

  /** The same for the end of a multipart upload; nothing when the server passes them over there. */
  Optional<ConditionHeaders> onComplete(FilePath path, WriteOptions options) {
    ConditionHeaders headers = onPut(path, options);
    return !options.isConditional() || onComplete.of(path)
        ? Optional.of(headers)
        : Optional.empty();
  }

  private void require(FilePath path, boolean honoured) {
    if (!honoured) {
      throw new UnsupportedFeatureException(
          "write",
          path.toString(),
          bucket.store(),
          "this server passes over the conditions of a write, so they cannot be kept",
          null);
    }
  }
}
