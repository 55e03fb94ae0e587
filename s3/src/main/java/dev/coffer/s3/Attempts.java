package dev.coffer.s3;

import dev.coffer.FilePath;
import dev.coffer.remote.Backoff;

/**
 * The attempts of one operation that the SDK does not repeat itself, within the deadline of
 * retries.
 */
final class Attempts {
  private final Bucket bucket;
  private final String operation;
  private final FilePath path;
  private final long end;
  private int repetitions;

  Attempts(Bucket bucket, String operation, FilePath path) {
    this.bucket = bucket;
    this.operation = operation;
    this.path = path;
    this.end = System.nanoTime() + bucket.limits.retryDeadline().toNanos();
  }

  /**
   * Waits and says whether there shall be another attempt.
   *
   * @throws dev.coffer.InterruptedOperationException when the thread is interrupted
   */
  boolean again() {
    if (System.nanoTime() - end >= 0) {
      return false;
    }
    try {
      Backoff.USUAL.await(++repetitions);
      return true;
    } catch (InterruptedException e) {
      throw bucket.problems.interrupted(operation, path.toString(), e);
    }
  }

  boolean areRepeated() {
    return repetitions > 0;
  }
}
