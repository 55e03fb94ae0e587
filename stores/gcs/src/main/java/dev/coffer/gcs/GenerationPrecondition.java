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
 * The generation that a write replaces. Each request of a write carries it, so that a delayed or
 * repeated request never undoes later writes. The precondition of a conditional write is the
 * caller's. That of an unconditional write is a guess; if the server refuses it, the current
 * generation is determined and replaced, a few times.
 */
final class GenerationPrecondition {
  /**
   * One attempt for a file that this store has not seen, and one for the generation that it then
   * found.
   */
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
   * Returns the precondition of a write.
   *
   * @throws ConflictException if no object can meet its condition
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

  /** Returns the precondition of an unconditional write. */
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
   * Returns whether guessing is abandoned: each generation found was replaced before this write
   * could replace it.
   */
  boolean isHopeless() {
    return !conditional && refusals >= MOST_GUESSES;
  }

  /**
   * Interprets a refusal.
   *
   * @param mayBeMade whether an earlier attempt may have created the object
   * @return the object, if an earlier attempt of this write created it and its response was lost;
   *     empty if the write must be retried with another precondition
   * @throws ConflictException if the caller's condition does not hold
   */
  Optional<StorageObject> refused(Attempts attempts, IOException refusal, boolean mayBeMade) {
    if (conditional && !mayBeMade) {
      throw conflict(refusal);
    }
    refusals++;
    if (isHopeless() && !mayBeMade) {
      return Optional.empty();
    }
    Optional<StorageObject> there = find(attempts, mayBeMade);
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

  /** Returns the object if this write created it. */
  Optional<StorageObject> own(Attempts attempts, boolean mayBeMade) {
    return find(attempts, mayBeMade).filter(this::isOwn);
  }

  private boolean isOwn(StorageObject object) {
    return id.isIn(object.getMetadata());
  }

  /**
   * Requests the current object. If that is refused after a response was lost, the outcome is
   * unknown.
   */
  private Optional<StorageObject> find(Attempts attempts, boolean mayBeMade) {
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
        "a response was lost, and it is not known whether the file was written, because checking"
            + " it is refused",
        e);
  }

  private ConflictException conflict(IOException refusal) {
    String hint =
        generation == Generations.ABSENT
            ? "the file exists"
            : "the file has changed or does not exist: read it again";
    return bucket.errors.conflict(path, hint, refusal);
  }
}
