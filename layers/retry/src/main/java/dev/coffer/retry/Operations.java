package dev.coffer.retry;

import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFailureException;
import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
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
  private static final int MOST_DOUBLINGS = 30;

  private final Time time;
  private final TimeLimit limit;
  private final @Nullable Places places;
  private final Breaker breaker;
  private final Budget budget;
  private final @Nullable RetryPolicy<Object> policy;
  private final Counts counts;
  private volatile boolean closed;

  Operations(RetryOptions options, Time time, DoubleSupplier random) {
    this.time = time;
    this.limit =
        options.deadline().map(most -> TimeLimit.of(most, time)).orElseGet(TimeLimit::none);
    this.places = options.concurrency() == 0 ? null : new Places(options.concurrency());
    this.breaker = Breaker.of(options.breakerFailures(), options.breakerDelay(), time);
    this.budget = new Budget(options.budget(), time);
    this.policy = options.attempts() == 1 ? null : policy(options, random);
    this.counts = new Counts(places, breaker, budget);
  }

  private static RetryPolicy<Object> policy(RetryOptions options, DoubleSupplier random) {
    return RetryPolicy.builder()
        .handleIf(Operations::isRetryable)
        .withMaxAttempts(options.attempts())
        .withDelayFn(
            failed -> {
              long most = bound(options, failed.getAttemptCount()).toNanos();
              return Duration.ofNanos((long) (most * random.getAsDouble()));
            })
        .build();
  }

  /** The most that is waited after an attempt. */
  private static Duration bound(RetryOptions options, int attempt) {
    Duration bound =
        options.initialDelay().multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    return bound.compareTo(options.maxDelay()) < 0 ? bound : options.maxDelay();
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
    return policy != null;
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
      Subject subject, boolean whole, BooleanSupplier mayRepeat, Supplier<T> attempt) {}

  /** Carries out an operation that may be repeated. */
  <T> T call(Subject subject, Supplier<T> attempt) {
    return call(subject, Operations::always, attempt);
  }

  /** Carries out an operation that may be repeated as long as somebody says so. */
  <T> T call(Subject subject, BooleanSupplier mayRepeat, Supplier<T> attempt) {
    counts.calls.increment();
    budget.earn();
    try {
      return inTime(new Task<>(subject, true, mayRepeat, attempt));
    } finally {
      counts.over.increment();
    }
  }

  /** Carries out a further piece of an operation, which is let through as long as it goes well. */
  <T> T piece(Subject subject, Supplier<T> attempt) {
    return inTime(new Task<>(subject, false, Operations::always, attempt));
  }

  private static boolean always() {
    return true;
  }

  private <T> T inTime(Task<T> task) {
    TimedCall call = limit.begin();
    T answer;
    try {
      answer = task.whole() && places != null ? inPlace(places, task, call) : tried(task, call);
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
    return task.subject().late(limit.limit(), cause);
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

  private <T> T inPlace(Places places, Task<T> task, TimedCall call) {
    boolean entered;
    try {
      entered = places.enter();
    } catch (InterruptedException e) {
      throw task.subject().interrupted(e);
    }
    try {
      return tried(task, call);
    } finally {
      places.leave(entered);
    }
  }

  private <T> T tried(Task<T> task, TimedCall call) {
    if (task.whole() && !breaker.admits() && !closed) {
      counts.refusedByBreaker.increment();
      throw task.subject().refused(breaker.left());
    }
    try {
      return task.whole() ? admitted(task, call) : task.attempt().get();
    } catch (FileStoreException e) {
      if (policy == null || !isRetryable(e)) {
        throw e;
      }
      return again(policy, task, call, e);
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

  private <T> T again(
      RetryPolicy<Object> policy, Task<T> task, TimedCall call, FileStoreException first) {
    Execution<Object> attempts = Execution.of(policy);
    FileStoreException last = first;
    while (true) {
      attempts.recordException(last);
      if (attempts.isComplete() || !mayGoOn(task, call, attempts.getDelay())) {
        throw last;
      }
      pause(task, attempts.getDelay(), last);
      if (!breaker.admits()) {
        counts.refusedByBreaker.increment();
        throw last;
      }
      counts.repetitions.increment();
      try {
        return admitted(task, call);
      } catch (FileStoreException e) {
        last = e;
      }
    }
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
      throw task.subject().interrupted(last);
    }
  }
}
