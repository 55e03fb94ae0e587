package dev.coffer.retry;

import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.coffer.concurrent.Backoff;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations: within their time limit, not too many at once, not while the store is down, and
 * with retries where these may help.
 *
 * <pre>deadline( permit( attempt, pause, attempt, … ) ), each attempt: breaker( store )</pre>
 */
final class RetriedOperations {
  private final Ticker time;
  private final TimeLimit limit;
  private final @Nullable ConcurrencyLimit concurrency;
  private final CircuitBreaker breaker;
  private final RetryBudget budget;
  private final int attempts;
  private final Backoff backoff;
  private final DoubleSupplier random;
  private final RetryCounters counts;
  private volatile boolean closed;

  RetriedOperations(RetryOptions options, Ticker time, DoubleSupplier random) {
    this.time = time;
    this.limit =
        options.deadline().map(most -> TimeLimit.of(most, time)).orElseGet(TimeLimit::none);
    this.concurrency =
        options.concurrency() == 0 ? null : new ConcurrencyLimit(options.concurrency());
    this.breaker = new CircuitBreaker(options.breakerFailures(), options.breakerDelay(), time);
    this.budget = new RetryBudget(options.budget(), time);
    this.attempts = options.attempts();
    this.backoff = new Backoff(options.initialDelay(), options.maxDelay());
    this.random = random;
    this.counts = new RetryCounters(concurrency, breaker, budget);
  }

  /** Returns whether to retry; for a call on many files each failure must be retryable. */
  private static boolean isRetryable(Throwable e) {
    return e instanceof FileStoreException failure
        && failure.isRetryable()
        && failure.failures().stream().allMatch(FileStoreException::isRetryable);
  }

  RetryStatistics statistics() {
    return counts;
  }

  boolean repeat() {
    return attempts > 1;
  }

  /** From now on calls reach the store below, which reports that it is closed. */
  void close() {
    closed = true;
    limit.close();
  }

  /**
   * A task to run.
   *
   * @param whole false for a further piece of an operation in progress
   * @param mayRepeat returns whether another attempt is safe after a failed one
   */
  private record Task<T>(
      RetriedOperation operation, boolean whole, BooleanSupplier mayRepeat, Supplier<T> attempt) {}

  /** Runs an operation that may be retried. */
  <T> T call(RetriedOperation operation, Supplier<T> attempt) {
    return call(operation, RetriedOperations::yes, attempt);
  }

  /** Runs an operation that may be retried while a condition holds. */
  <T> T call(RetriedOperation operation, BooleanSupplier mayRepeat, Supplier<T> attempt) {
    counts.calls.increment();
    budget.earn();
    try {
      return inTime(new Task<>(operation, true, mayRepeat, attempt));
    } finally {
      counts.over.increment();
    }
  }

  /**
   * Runs a further piece of an operation, which the circuit breaker does not refuse unless it
   * fails.
   */
  <T> T piece(RetriedOperation operation, Supplier<T> attempt) {
    return inTime(new Task<>(operation, false, RetriedOperations::yes, attempt));
  }

  private static boolean yes() {
    return true;
  }

  private <T> T inTime(Task<T> task) {
    TimeLimitedCall call = limit.begin();
    T answer;
    try {
      answer =
          task.whole() && concurrency != null
              ? withPermit(concurrency, task, call)
              : attempt(task, call);
    } catch (RuntimeException e) {
      throw call.end() && isOfInterrupt(e) ? late(task, e) : e;
    } catch (Error e) {
      call.end();
      throw e;
    }
    call.end();
    return answer;
  }

  private FileStoreException late(Task<?> task, RuntimeException cause) {
    counts.ended.increment();
    return task.operation().late(limit.limit(), cause);
  }

  /**
   * Returns whether an interrupt may have caused the error; other errors, and illegal states, are
   * results.
   */
  private static boolean isOfInterrupt(RuntimeException e) {
    if (e instanceof FileStoreException failure) {
      return failure.isRetryable()
          || failure instanceof InterruptedOperationException
          || failure instanceof StorageFailureException;
    }
    return !(e instanceof IllegalStateException);
  }

  private <T> T withPermit(ConcurrencyLimit limit, Task<T> task, TimeLimitedCall call) {
    boolean entered;
    try {
      entered = limit.enter();
    } catch (InterruptedException e) {
      throw task.operation().interrupted(e);
    }
    try {
      return attempt(task, call);
    } finally {
      limit.leave(entered);
    }
  }

  private <T> T attempt(Task<T> task, TimeLimitedCall call) {
    if (task.whole() && !breaker.admits() && !closed) {
      counts.refusedByBreaker.increment();
      throw task.operation().refused(breaker.left());
    }
    try {
      return task.whole() ? attemptOnce(task, call) : task.attempt().get();
    } catch (FileStoreException e) {
      return retry(task, call, e);
    }
  }

  private <T> T attemptOnce(Task<T> task, TimeLimitedCall call) {
    try {
      T answer = task.attempt().get();
      breaker.responded();
      return answer;
    } catch (Throwable e) {
      reportToBreaker(call, e);
      throw e;
    }
  }

  private void reportToBreaker(TimeLimitedCall call, Throwable e) {
    if (call.isLate() || isRetryable(e)) {
      breaker.failed();
    } else if (e instanceof FileStoreException && !(e instanceof InterruptedOperationException)) {
      breaker.responded();
    } else {
      breaker.abandoned();
    }
  }

  private <T> T retry(Task<T> task, TimeLimitedCall call, FileStoreException first) {
    FileStoreException last = first;
    for (int made = 1; made < attempts && isRetryable(last); made++) {
      Duration pause = backoff.pause(made, random.getAsDouble());
      if (!mayRetry(task, call, pause)) {
        break;
      }
      pause(task, pause, last);
      if (!breaker.admits()) {
        counts.refusedByBreaker.increment();
        break;
      }
      counts.repetitions.increment();
      try {
        return attemptOnce(task, call);
      } catch (FileStoreException e) {
        last = e;
      }
    }
    throw last;
  }

  private boolean mayRetry(Task<?> task, TimeLimitedCall call, Duration delay) {
    if (!limit.allows(call, delay) || !task.mayRepeat().getAsBoolean()) {
      return false;
    }
    if (!budget.spend()) {
      counts.refusedByBudget.increment();
      return false;
    }
    return true;
  }

  private void pause(Task<?> task, Duration delay, FileStoreException last) {
    try {
      time.sleep(delay);
    } catch (InterruptedException e) {
      last.addSuppressed(e);
      throw task.operation().interrupted(last);
    }
  }
}
