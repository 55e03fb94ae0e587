package dev.coffer.retry;

import dev.coffer.spi.Metric;
import java.util.ArrayList;
import java.util.List;

/** The statistics as metrics; those of disabled features are left out. */
final class RetryMetrics {
  private final RetryStatistics numbers;
  private final RetryOptions options;

  RetryMetrics(RetryStatistics numbers, RetryOptions options) {
    this.numbers = numbers;
    this.options = options;
  }

  List<Metric> list() {
    List<Metric> all = new ArrayList<>();
    if (options.attempts() > 1) {
      all.add(
          Metric.counter(
              "retry.repeated", "attempts", "Retries of operations", numbers::repetitions));
      all.add(
          Metric.gauge(
              "retry.budget",
              "attempts",
              "Retries that the budget currently" + " allows",
              numbers::budget));
      all.add(
          Metric.counter(
              "retry.refused",
              "attempts",
              "Retries that the budget did not allow",
              numbers::refusedByBudget));
    }
    if (options.deadline().isPresent()) {
      all.add(
          Metric.counter(
              "deadline.ended",
              "operations",
              "Operations that the deadline ended",
              numbers::ended));
    }
    if (options.breakerFailures() > 0) {
      all.add(
          Metric.gauge(
              "breaker.state",
              "",
              "The circuit breaker: 0 closed, 1 half open, 2 open",
              () -> state(numbers.breaker())));
      all.add(
          Metric.counter(
              "breaker.refused",
              "attempts",
              "Attempts that the open circuit breaker refused",
              numbers::refusedByBreaker));
    }
    if (options.concurrency() > 0) {
      all.add(
          Metric.gauge(
              "bulkhead.running", "operations", "Operations that have a permit", numbers::running));
      all.add(
          Metric.gauge(
              "bulkhead.waiting",
              "operations",
              "Operations that wait for a permit",
              numbers::waiting));
    }
    return List.copyOf(all);
  }

  private static int state(RetryStatistics.State state) {
    return switch (state) {
      case CLOSED -> 0;
      case TRYING -> 1;
      case OPEN -> 2;
    };
  }
}
