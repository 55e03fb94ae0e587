package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.WriteOptions;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.Causes;
import dev.coffer.remote.WriteId;
import java.io.IOException;
import java.util.Optional;

/**
 * Which generation a write replaces. Each request of a write carries it, so that one that is late
 * or sent twice never undoes what others have written since. A caller's condition stands as it is;
 * the precondition of a write without one is a guess, and what the server refuses is looked at and
 * replaced again, a few times.
 */
final class GenerationPrecondition {
  /** One for a file that this store has not seen, and one for what it then saw. */
  private static final int MOST_GUESSES = 2;

  private final GcsBucket bucket;
  private final FilePath path;
  private final String key;
  private final boolean conditional;
  private final WriteId id;
  private long generation;
  private int refusals;

  private GenerationPrecondition(
      GcsBucket bucket,
      FilePath path,
      String key,
      boolean conditional,
      WriteId id,
      long generation) {
    this.bucket = bucket;
    this.path = path;
    this.key = key;
    this.conditional = conditional;
    this.id = id;
    this.generation = generation;
  }

  /**
   * The precondition of a write.
   *
   * @throws ConflictException when no object can be what its condition asks for
   */
  static GenerationPrecondition of(
      GcsBucket bucket, FilePath path, String key, WriteOptions options, WriteId id) {
    long generation =
        options.isIfAbsent()
            ? Generations.ABSENT
            : options
                .requiredEtag()
                .map(
                    etag ->
                        GcsEtags.generation(etag)
                            .orElseThrow(
                                () ->
                                    bucket.errors.conflict(path, "no file has such an etag", null)))
                .orElseGet(() -> bucket.expected(key));
    return new GenerationPrecondition(bucket, path, key, options.isConditional(), id, generation);
  }

  /** The precondition of a write that replaces whatever is there. */
  static GenerationPrecondition of(GcsBucket bucket, FilePath path, String key, WriteId id) {
    return of(bucket, path, key, WriteOptions.DEFAULTS, id);
  }

  long generation() {
    return generation;
  }

  boolean isConditional() {
    return conditional;
  }

  /**
   * Whether guessing is given up: what was seen was replaced before it could be written over, so
   * others write all the time.
   */
  boolean isHopeless() {
    return !conditional && refusals >= MOST_GUESSES;
  }

  /**
   * What a refusal means.
   *
   * @param mayBeMade whether an earlier attempt may have made the object
   * @return the object, when an earlier attempt of this write had made it and its answer was lost;
   *     nothing when the write shall be tried again, with another precondition
   * @throws ConflictException when the caller's condition does not hold
   */
  Optional<StorageObject> refused(Attempts attempts, IOException refusal, boolean mayBeMade) {
    if (conditional && !mayBeMade) {
      throw conflict(refusal);
    }
    refusals++;
    if (isHopeless() && !mayBeMade) {
      return Optional.empty();
    }
    Optional<StorageObject> there = look(attempts, mayBeMade);
    Optional<StorageObject> own = there.filter(this::isOwn);
    if (own.isPresent()) {
      return own;
    }
    if (conditional) {
      throw conflict(refusal);
    }
    generation = there.map(StorageObject::getGeneration).orElse(Generations.ABSENT);
    return Optional.empty();
  }

  /** The object, when this write has made it. */
  Optional<StorageObject> own(Attempts attempts, boolean mayBeMade) {
    return look(attempts, mayBeMade).filter(this::isOwn);
  }

  private boolean isOwn(StorageObject object) {
    return id.isIn(object.getMetadata());
  }

  /** A look that is refused leaves open what became of a request whose answer was lost. */
  private Optional<StorageObject> look(Attempts attempts, boolean mayBeMade) {
    try {
      return bucket.find(attempts, key);
    } catch (InterruptedOperationException e) {
      throw e;
    } catch (FileStoreException e) {
      boolean refused = !e.isRetryable() && !Causes.has(e, ResponseReader.UnusableException.class);
      throw mayBeMade && refused ? unknown(attempts, e) : e;
    }
  }

  private ConnectionException unknown(Attempts attempts, FileStoreException e) {
    return new ConnectionException(
        new ErrorContext(attempts.operation(), attempts.path(), bucket.store()),
        "an answer was lost, and it is not known whether the file was written: to look is refused",
        e);
  }

  private ConflictException conflict(IOException refusal) {
    String hint =
        generation == Generations.ABSENT
            ? "the file exists"
            : "the file has changed or is not there: read it again";
    return bucket.errors.conflict(path, hint, refusal);
  }
}
