package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.util.Optional;

/**
 * Which conditions the server honours, found out by trying on an object in Coffer's own area, once,
 * when the first conditional write needs to know. A server that takes a condition and passes it
 * over would overwrite silently; so nothing is believed that was not seen. Amazon's own S3 is not
 * asked.
 */
final class Conditions {
  private final Bucket bucket;
  private final boolean trusted;
  private final Object turn = new Object();

  private Optional<Boolean> onPut = Optional.empty();
  private Optional<Boolean> onComplete = Optional.empty();
  private Optional<EtagForm> etags = Optional.empty();

  /** How a server wants an etag in {@code If-Match}. */
  enum EtagForm {
    /** In quotes, as the standard says. */
    QUOTED,
    /** Without them. */
    BARE,
    /** Not at all. */
    NONE;

    String of(String etag) {
      return this == QUOTED ? Etags.quoted(etag) : etag;
    }
  }

  Conditions(Bucket bucket, boolean trusted) {
    this.bucket = bucket;
    this.trusted = trusted;
  }

  /** The headers of a condition on a single PUT. */
  Headers onPut(FilePath path, WriteOptions options) {
    if (!options.isConditional()) {
      return Headers.NONE;
    }
    if (options.isIfAbsent()) {
      require(path, isIfAbsentHonoured(path));
      return Headers.IF_ABSENT;
    }
    return new Headers(null, etagForm(path).of(options.requiredEtag().orElseThrow()));
  }

  /** The same for the end of a multipart upload; nothing when the server passes them over there. */
  Optional<Headers> onComplete(FilePath path, WriteOptions options) {
    Headers headers = onPut(path, options);
    return !options.isConditional() || isCompleteHonoured(path)
        ? Optional.of(headers)
        : Optional.empty();
  }

  private boolean isIfAbsentHonoured(FilePath path) {
    if (trusted) {
      return true;
    }
    synchronized (turn) {
      if (onPut.isEmpty()) {
        onPut = Optional.of(probe(path).honoursIfAbsentOnPut());
      }
      return onPut.get();
    }
  }

  private EtagForm etagForm(FilePath path) {
    if (trusted) {
      return EtagForm.QUOTED;
    }
    synchronized (turn) {
      if (etags.isEmpty()) {
        etags = Optional.of(probe(path).etagForm());
      }
      require(path, etags.get() != EtagForm.NONE);
      return etags.get();
    }
  }

  private boolean isCompleteHonoured(FilePath path) {
    if (trusted) {
      return true;
    }
    synchronized (turn) {
      if (onComplete.isEmpty()) {
        onComplete = Optional.of(probe(path).honoursIfAbsentOnComplete());
      }
      return onComplete.get();
    }
  }

  private Probe probe(FilePath path) {
    return new Probe(bucket, path);
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
