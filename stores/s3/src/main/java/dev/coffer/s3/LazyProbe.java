package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.remote.Lifetime;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one trial shows of the server, made by the first that needs to know while the others wait.
 */
final class LazyProbe<T> {
  private final ReentrantLock turn = new ReentrantLock();
  private final S3Bucket bucket;
  private final Function<S3Probe, T> trial;
  private volatile @Nullable T found;

  /**
   * A finding that is still to be made.
   *
   * @param known when nothing needs to be tried
   */
  LazyProbe(S3Bucket bucket, Function<S3Probe, T> trial, @Nullable T known) {
    this.bucket = bucket;
    this.trial = trial;
    this.found = known;
  }

  /**
   * What was found.
   *
   * @param operation of the call that needs to know, for errors
   * @param path of that call
   */
  T of(String operation, FilePath path) {
    T known = found;
    return known == null ? tried(operation, path) : known;
  }

  private T tried(String operation, FilePath path) {
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
