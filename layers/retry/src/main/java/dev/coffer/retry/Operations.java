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
 * Carries out operations: within their time, not too many at once, not while the store is down, and
 * again where that may help.
 *
 * <pre>deadline( place( attempt, pause, attempt, … ) ), each attempt: breaker( store )</pre>
 */
final class Operations {
  private final Ticker time;
  private final TimeLimit limit;
  private final @Nullable ConcurrencyLimit concurrency;
  private final CircuitBreaker breaker;
  private final Budget budget;
  private final int attempts;
  private final Backoff backoff;
  private final DoubleSupplier random;
  private final RetryCounters counts;
  private volatile boolean closed;

  Operations(RetryOptions options, Ticker time, DoubleSupplier random) {
    this.time = time;
    this.limit =
        options.deadline().map(most -> TimeLimit.of(most, time)).orElseGet(TimeLimit::none);
    this.concurrency =
        options.concurrency() == 0 ? null : new ConcurrencyLimit(options.concurrency());
    this.breaker = new CircuitBreaker(options.breakerFailures(), options.breakerDelay(), time);
    this.budget = new Budget(options.budget(), time);
    this.attempts = options.attempts();
    this.backoff = new Backoff(options.initialDelay(), options.maxDelay());
    this.random = random;
    this.counts = new RetryCounters(concurrency, breaker, budget);
  }

  /** Of a call on many files, each failure must be one that may pass. */
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

  /** From now on the store below knows best what to say. */
  void close() {
    closed = true;
  }

  /**
   * What is to be done.
   *
   * @param whole false for a further piece of an operation that has begun
   * @param mayRepeat asked after an attempt has failed: whether another does no harm
   */
  private record Task<T>(
      RetriedOperation operation, boolean whole, BooleanSupplier mayRepeat, Supplier<T> attempt) {}

  /** Carries out an operation that may be repeated. */
  <T> T call(RetriedOperation operation, Supplier<T> attempt) {
    return call(operation, Operations::always, attempt);
  }

  /** Carries out an operation that may be repeated as long as somebody says so. */
  <T> T call(RetriedOperation operation, BooleanSupplier mayRepeat, Supplier<T> attempt) {
    counts.calls.increment();
    budget.earn();
    try {
      return inTime(new Task<>(operation, true, mayRepeat, attempt));
    } finally {
      counts.over.increment();
    }
  }

  /** Carries out a further piece of an operation, which is let through as long as it goes well. */
  <T> T piece(RetriedOperation operation, Supplier<T> attempt) {
    return inTime(new Task<>(operation, false, Operations::always, attempt));
  }

  private static boolean always() {
    return true;
  }

  private <T> T inTime(Task<T> task) {
    TimedCall call = limit.begin();
    T answer;
    try {
      answer =
          task.whole() && concurrency != null
              ? inPlace(concurrency, task, call)
              : tried(task, call);
    } catch (RuntimeException e) {
      throw call.over() && isOfInterrupt(e) ? late(task, e) : e;
    } catch (Error e) {
      call.over();
      throw e;
    }
    call.over();
    return answer;
  }

  private FileStoreException late(Task<?> task, RuntimeException cause) {
    counts.ended.increment();
    return task.operation().late(limit.limit(), cause);
  }

  /** What an interrupt may have led to; another error is an answer, and an illegal state too. */
  private static boolean isOfInterrupt(RuntimeException e) {
    if (e instanceof FileStoreException failure) {
      return failure.isRetryable()
          || failure instanceof InterruptedOperationException
          || failure instanceof StorageFailureException;
    }
    return !(e instanceof IllegalStateException);
  }

  private <T> T inPlace(ConcurrencyLimit limit, Task<T> task, TimedCall call) {
    boolean entered;
    try {
      entered = limit.enter();
    } catch (InterruptedException e) {
      throw task.operation().interrupted(e);
    }
    try {
      return tried(task, call);
    } finally {
      limit.leave(entered);
    }
  }

  private <T> T tried(Task<T> task, TimedCall call) {
    if (task.whole() && !breaker.admits() && !closed) {
      counts.refusedByBreaker.increment();
      throw task.operation().refused(breaker.left());
    }
    try {
      return task.whole() ? admitted(task, call) : task.attempt().get();
    } catch (FileStoreException e) {
      return again(task, call, e);
    }
  }

  private <T> T admitted(Task<T> task, TimedCall call) {
    try {
      T answer = task.attempt().get();
      breaker.answered();
      return answer;
    } catch (RuntimeException | Error e) {
      tellBreaker(call, e);
      throw e;
    }
  }

  private void tellBreaker(TimedCall call, Throwable e) {
    if (call.rang() || isRetryable(e)) {
      breaker.failed();
    } else if (e instanceof FileStoreException && !(e instanceof InterruptedOperationException)) {
      breaker.answered();
    } else {
      breaker.abandoned();
    }
  }

  private <T> T again(Task<T> task, TimedCall call, FileStoreException first) {
    FileStoreException last = first;
    for (int made = 1; made < attempts && isRetryable(last); made++) {
      Duration pause = backoff.pause(made, random.getAsDouble());
      if (!mayGoOn(task, call, pause)) {
        break;
      }
      pause(task, pause, last);
      if (!breaker.admits()) {
        counts.refusedByBreaker.increment();
        break;
      }
      counts.repetitions.increment();
      try {
        return admitted(task, call);
      } catch (FileStoreException e) {
        last = e;
      }
    }
    throw last;
  }

  private boolean mayGoOn(Task<?> task, TimedCall call, Duration delay) {
    if (!limit.leaves(call, delay) || !task.mayRepeat().getAsBoolean()) {
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
