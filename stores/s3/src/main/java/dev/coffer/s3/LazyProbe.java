package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.remote.Lifetime;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of a probe of the server, which the first caller runs while the others wait. */
final class LazyProbe<T> {
  private final ReentrantLock turn = new ReentrantLock();
  private final S3Bucket bucket;
  private final Function<S3Probe, T> trial;
  private volatile @Nullable T found;

  /**
   * Creates a result that is not known yet.
   *
   * @param known the result, if no probe is needed
   */
  LazyProbe(S3Bucket bucket, Function<S3Probe, T> trial, @Nullable T known) {
    this.bucket = bucket;
    this.trial = trial;
    this.found = known;
  }

  /**
   * Returns the result.
   *
   * @param operation the operation that needs to know, for errors
   * @param path its path
   */
  T of(String operation, FilePath path) {
    T known = found;
    return known == null ? probe(operation, path) : known;
  }

  private T probe(String operation, FilePath path) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Lifetime.interrupted(operation, path.toString(), bucket.store(), e);
    }
    try {
      T known = found == null ? trial.apply(new S3Probe(bucket, operation, path)) : found;
      found = known;
      return known;
    } finally {
      turn.unlock();
    }
  }
}
