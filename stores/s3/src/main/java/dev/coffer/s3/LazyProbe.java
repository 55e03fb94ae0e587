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
   * @param path of the write that needs to know, for errors
   */
  T of(FilePath path) {
    T known = found;
    return known == null ? tried(path) : known;
  }

  private T tried(FilePath path) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Lifetime.interrupted("write", path.toString(), bucket.store(), e);
    }
    try {
      T known = found == null ? trial.apply(new S3Probe(bucket, path)) : found;
      found = known;
      return known;
    } finally {
      turn.unlock();
    }
  }
}
