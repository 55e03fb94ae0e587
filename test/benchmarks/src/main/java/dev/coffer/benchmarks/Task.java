package dev.coffer.benchmarks;

/**
 * What is done in one slice.
 *
 * @param <S> on what
 */
interface Task<S> {
  /** Makes ready what the slice needs; not timed. */
  default void prepare(S files, String directory, int calls) throws Exception {}

  /**
   * Does the work.
   *
   * @param directory one that no other slice has
   * @param calls how many calls to make
   */
  void run(S files, String directory, int calls) throws Exception;
}
