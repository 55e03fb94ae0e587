package dev.coffer.observe;

/** Follows one operation to its end. */
public interface CallListener {
  /**
   * Called when the call is about to return to its caller, on the thread on which it began. If this
   * throws, the call fails with that exception, although the operation was done; a call that has
   * already failed keeps its own error.
   *
   * @param outcome the outcome so far; for a read, the bytes that its stream yields if it is read
   *     to the end
   */
  default void answered(Outcome outcome) {}

  /**
   * Called when the store continues to produce a stream or entries that it returned, on this
   * thread, until {@link #paused()}: its work until then belongs to the operation. Must not throw.
   */
  default void resumed() {}

  /**
   * Called when the store has produced the next part and the caller's work continues. Must not
   * throw.
   */
  default void paused() {}

  /**
   * Called to write a log line about the operation: a listener can set a context that marks related
   * lines around it. Not called if the level is disabled.
   *
   * @param line writes the line; must be run once
   */
  default void logged(Runnable line) {
    line.run();
  }

  /**
   * Called when the operation is over: for a read and a list when the stream is closed, fully
   * consumed or failed, possibly on another thread; otherwise right after {@link #answered}. Called
   * once; must not throw.
   *
   * @param outcome how it ended
   */
  default void ended(Outcome outcome) {}
}
