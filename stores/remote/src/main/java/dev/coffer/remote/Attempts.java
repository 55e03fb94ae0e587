package dev.coffer.remote;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.InterruptedOperationException;
import dev.coffer.concurrent.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one operation, repeated with growing pauses until a deadline. A service that
 * cannot be reached at all is retried for less time than one that answers. For one thread at a
 * time.
 */
public final class Attempts {
  /**
   * If others were quicker, whoever waited longer each time would fall ever further behind; the
   * little there is separates those who met.
   */
  private static final Backoff AFTER_REPLACEMENT =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(25));

  private final String operation;
  private final String path;
  private final String store;
  private final long end;
  private final Duration unreachable;
  private @Nullable Long unreachableEnd;
  private int repetitions;

  /**
   * Starts with the first attempt, for a service that is retried for the same time whether it can
   * be reached or not.
   *
   * @param operation for errors
   * @param path for errors
   * @param store for errors
   * @param deadline from now; after it, no further attempt is started
   */
  public Attempts(String operation, String path, String store, Duration deadline) {
    this(operation, path, store, deadline, deadline);
  }

  /**
   * Starts with the first attempt.
   *
   * @param operation for errors
   * @param path for errors
   * @param store for errors
   * @param deadline from now; after it, no further attempt is started
   * @param unreachable from the first of consecutive {@link Unreachable} failures; after it, no
   *     further attempt is started either
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
   * Waits and returns whether to make another attempt. The service has answered, and each pause is
   * longer than the one before.
   *
   * @return false if the deadline has passed
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public boolean again() {
    return again(Backoff.USUAL);
  }

  /**
   * Waits as determined by a backoff and returns whether to make another attempt.
   *
   * @param backoff determines the pause
   * @return false if the deadline has passed
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public boolean again(Backoff backoff) {
    unreachableEnd = null;
    return again(backoff, left(end));
  }

  /**
   * Waits after a failure, which shows whether the service can be reached, and returns whether to
   * make another attempt.
   *
   * @param failure the failure of the last attempt
   * @return false if the deadline for such a failure has passed
   * @throws InterruptedOperationException if the thread is interrupted
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
   * Waits as long as a response asks for and returns whether to make another attempt. If the
   * service asks for more time than is left, no further attempt is made.
   *
   * @param asked the time that the service asks for
   * @return false if the deadline has passed, or the pause would extend past it
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public boolean again(Duration asked) {
    unreachableEnd = null;
    repetitions++;
    return asked.compareTo(Duration.ofNanos(left(end))) < 0 && paused(asked.toMillis());
  }

  /**
   * Waits a moment, so that the caller looks again at a file that was replaced before it could use
   * what it had seen.
   *
   * @param replaced shows that the file was replaced
   * @throws ConnectionException if the deadline has passed, with the cause of {@code replaced}
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public void lookAgain(ReplacedException replaced) {
    if (!again(AFTER_REPLACEMENT)) {
      throw new ConnectionException(
          context(),
          "other writers keep replacing the file: try again later",
          replaced.getCause() == null ? replaced : replaced.getCause());
    }
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
   * Returns whether there was more than one attempt.
   *
   * @return true once another was requested
   */
  public boolean areRepeated() {
    return repetitions > 0;
  }

  /**
   * Returns where an error of the operation happens.
   *
   * @return operation, path and store
   */
  public ErrorContext context() {
    return new ErrorContext(operation, path, store);
  }

  /**
   * Returns the operation.
   *
   * @return its name in errors
   */
  public String operation() {
    return operation;
  }

  /**
   * Returns the path of the operation.
   *
   * @return its name in errors
   */
  public String path() {
    return path;
  }
}
