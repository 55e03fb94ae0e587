package dev.coffer.retry;

/**
 * Statistics of a {@link RetryingFileStore} since its creation, available from {@code
 * store.unwrap(RetryStatistics.class)}. The numbers are read one after the other while the store is
 * in use, so they may differ by the operations in progress.
 */
public interface RetryStatistics {
  /** The state of the circuit breaker: whether calls reach the store. */
  enum State {
    /** Calls reach the store. */
    CLOSED,
    /** Calls are refused at once. */
    OPEN,
    /** One call is let through; the others are refused. */
    TRYING
  }

  /**
   * Returns the number of operations called. Pieces of a stream do not count.
   *
   * @return the number
   */
  long calls();

  /**
   * Returns the number of repetitions, including those of pieces of streams.
   *
   * @return the number
   */
  long repetitions();

  /**
   * Returns how often the budget did not allow a repetition.
   *
   * @return the number
   */
  long refusedByBudget();

  /**
   * Returns the number of repetitions that the budget currently allows.
   *
   * @return the number
   */
  long budget();

  /**
   * Returns the number of attempts that the open circuit breaker refused.
   *
   * @return the number
   */
  long refusedByBreaker();

  /**
   * Returns the number of operations, and pieces of streams, that the deadline ended.
   *
   * @return the number
   */
  long ended();

  /**
   * Returns the number of operations in progress, including those waiting for a permit.
   *
   * @return the number
   */
  long inFlight();

  /**
   * Returns the number of operations in the store or between two attempts.
   *
   * @return the number
   */
  default long running() {
    return Math.max(0, inFlight() - waiting());
  }

  /**
   * Returns the number of operations waiting for a permit.
   *
   * @return the number
   */
  int waiting();

  /**
   * Returns the state of the circuit breaker.
   *
   * @return the state; {@link State#CLOSED} if there is no circuit breaker
   */
  State breaker();
}
