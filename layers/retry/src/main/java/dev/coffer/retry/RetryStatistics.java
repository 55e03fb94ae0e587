package dev.coffer.retry;

/**
 * What a {@link RetryingFileStore} has done since it was made, reached by {@code
 * store.unwrap(RetryStatistics.class)}. The numbers are taken one after the other while the store
 * goes on, so they may differ by what is under way.
 */
public interface RetryStatistics {
  /** Whether calls reach the store. */
  enum State {
    /** They do. */
    CLOSED,
    /** They are refused at once. */
    OPEN,
    /** One is let through; the others are refused. */
    TRYING
  }

  /**
   * The operations that were asked for. A piece of a stream is none.
   *
   * @return from 0
   */
  long calls();

  /**
   * The repetitions, of pieces of streams too.
   *
   * @return from 0
   */
  long repetitions();

  /**
   * How often no repetition was made since there had been too many.
   *
   * @return from 0
   */
  long refusedByBudget();

  /**
   * The repetitions that the budget allows by now.
   *
   * @return from 0
   */
  long budget();

  /**
   * The attempts that the open circuit breaker refused.
   *
   * @return from 0
   */
  long refusedByBreaker();

  /**
   * The operations, and pieces of streams, that the deadline has ended.
   *
   * @return from 0
   */
  long ended();

  /**
   * The operations under way, those that wait for a place included.
   *
   * @return from 0
   */
  long inFlight();

  /**
   * The operations that are with the store, or between two attempts.
   *
   * @return from 0
   */
  default long running() {
    return Math.max(0, inFlight() - waiting());
  }

  /**
   * The operations that wait for a place.
   *
   * @return from 0
   */
  int waiting();

  /**
   * The state of the circuit breaker.
   *
   * @return closed too when there is none
   */
  State breaker();
}
