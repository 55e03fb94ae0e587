package dev.coffer.retry;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts calls, retries and refusals. */
final class RetryCounters implements RetryStatistics {
  final LongAdder calls = new LongAdder();
  final LongAdder over = new LongAdder();
  final LongAdder repetitions = new LongAdder();
  final LongAdder refusedByBudget = new LongAdder();
  final LongAdder refusedByBreaker = new LongAdder();
  final LongAdder ended = new LongAdder();

  private final @Nullable ConcurrencyLimit limit;
  private final CircuitBreaker breaker;
  private final RetryBudget budget;

  RetryCounters(@Nullable ConcurrencyLimit limit, CircuitBreaker breaker, RetryBudget budget) {
    this.limit = limit;
    this.budget = budget;
    this.breaker = breaker;
  }

  @Override
  public long calls() {
    return calls.sum();
  }

  @Override
  public long repetitions() {
    return repetitions.sum();
  }

  @Override
  public long refusedByBudget() {
    return refusedByBudget.sum();
  }

  @Override
  public long budget() {
    return budget.left();
  }

  @Override
  public long refusedByBreaker() {
    return refusedByBreaker.sum();
  }

  @Override
  public long ended() {
    return ended.sum();
  }

  @Override
  public long inFlight() {
    // In this order, so that an operation that ends in between makes the result too large and never
    // negative.
    long ends = over.sum();
    return calls.sum() - ends;
  }

  @Override
  public int waiting() {
    return limit == null ? 0 : limit.waiting();
  }

  @Override
  public State breaker() {
    return breaker.state();
  }
}
