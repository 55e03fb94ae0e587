package dev.coffer.remote;

import dev.coffer.InterruptedOperationException;
import dev.coffer.concurrent.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one operation, repeated with growing pauses until a deadline. A service that
 * cannot be reached at all is given less time than one that answers. For one thread at a time.
 */
public final class Attempts {
  private final String operation;
  private final String path;
  private final String store;
  private final long end;
  private final Duration unreachable;
  private @Nullable Long unreachableEnd;
  private int repetitions;

  /**
   * Begins with the first attempt, for a service that is given the same time whether it can be
   * reached or not.
   *
   * @param operation for errors
   * @param path for errors
   * @param store for errors
   * @param deadline from now; after it no attempt is begun anew
   */
  public Attempts(String operation, String path, String store, Duration deadline) {
    this(operation, path, store, deadline, deadline);
  }

  /**
   * Begins with the first attempt.
   *
   * @param operation for errors
   * @param path for errors
   * @param store for errors
   * @param deadline from now; after it no attempt is begun anew
   * @param unreachable from the first failure of a row of {@link Unreachable} ones; after it no
   *     attempt is begun anew either
   */
  public Attempts(
      String operation, String path, String store, Duration deadline, Duration unreachable) {
    this.operation = operation;
    this.path = path;
    this.store = store;
    this.end = System.nanoTime() + deadline.toNanos();
    this.unreachable = unreachable;
  }

  /**
   * Waits and says whether there shall be another attempt. The service has answered, and each pause
   * is longer than the one before.
   *
   * @return false after the deadline
   * @throws InterruptedOperationException when the thread is interrupted
   */
  public boolean again() {
    return again(Backoff.USUAL);
  }

  /**
   * The same with pauses of one's own.
   *
   * @param backoff decides the pause
   * @return false after the deadline
   * @throws InterruptedOperationException when the thread is interrupted
   */
  public boolean again(Backoff backoff) {
    unreachableEnd = null;
    return again(backoff, left(end));
  }

  /**
   * The same after a failure, which tells whether the service can be reached.
   *
   * @param failure of the last attempt
   * @return false after the deadline that counts for it
   * @throws InterruptedOperationException when the thread is interrupted
   */
  public boolean again(Throwable failure) {
    if (!Unreachable.is(failure)) {
      return again();
    }
    if (unreachableEnd == null) {
      unreachableEnd = System.nanoTime() + unreachable.toNanos();
    }
    return again(Backoff.USUAL, Math.min(left(end), left(unreachableEnd)));
  }

  /**
   * The same after an answer that tells how long to wait. A service that asks for more time than is
   * left is not asked again.
   *
   * @param asked by the service
   * @return false after the deadline, and when the pause would reach beyond it
   * @throws InterruptedOperationException when the thread is interrupted
   */
  public boolean again(Duration asked) {
    unreachableEnd = null;
    repetitions++;
    return asked.compareTo(Duration.ofNanos(left(end))) < 0 && paused(asked.toMillis());
  }

  private boolean again(Backoff backoff, long left) {
    repetitions++;
    long most = TimeUnit.NANOSECONDS.toMillis(left) + 1; // else the last one ends a moment too soon
    return left > 0 && paused(Math.min(backoff.pause(repetitions).toMillis(), most));
  }

  private boolean paused(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      throw Lifetime.interrupted(operation, path, store, e);
    }
  }

  private static long left(long end) {
    return Math.max(0, end - System.nanoTime());
  }

  /**
   * Whether there was more than one attempt.
   *
   * @return true once another was asked for
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
