package dev.coffer.remote;

import dev.coffer.InterruptedOperationException;
import java.time.Duration;

/**
 * The attempts of one operation, repeated with growing pauses until a deadline. For one thread at a
 * time.
 */
public final class Attempts {
  private final String operation;
  private final String path;
  private final String store;
  private final long end;
  private int repetitions;

  /**
   * Begins with the first attempt.
   *
   * @param operation for errors
   * @param path for errors
   * @param store for errors
   * @param deadline from now; after it no attempt is begun anew
   */
  public Attempts(String operation, String path, String store, Duration deadline) {
    this.operation = operation;
    this.path = path;
    this.store = store;
    this.end = System.nanoTime() + deadline.toNanos();
  }

  /**
   * Waits and says whether there shall be another attempt.
   *
   * @return false after the deadline
   * @throws InterruptedOperationException when the thread is interrupted
   */
  public boolean again() {
    if (System.nanoTime() - end >= 0) {
      return false;
    }
    try {
      Backoff.USUAL.await(++repetitions);
      return true;
    } catch (InterruptedException e) {
      throw Lifetime.interrupted(operation, path, store, e);
    }
  }

  /**
   * Whether there was more than one attempt.
   *
   * @return true once {@link #again()} has said so
   */
  public boolean areRepeated() {
    return repetitions > 0;
  }

  /**
   * What is attempted.
   *
   * @return as errors name it
   */
  public String operation() {
    return operation;
  }

  /**
   * On what.
   *
   * @return as errors name it
   */
  public String path() {
    return path;
  }
}
