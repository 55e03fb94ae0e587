package dev.coffer.observe;

/** Follows one operation to its end. */
public interface CallListener {
  /**
   * The call is about to return to its caller, on the thread on which it began. When this throws,
   * the call fails with what was thrown, though what it asked for was done; a call that has failed
   * anyway keeps its own error.
   *
   * @param outcome by now; of a read the bytes that its stream will give if it is read to the end
   */
  default void answered(Outcome outcome) {}

  /**
   * The store goes on with what it gave, a stream or entries, on this thread, until {@link
   * #paused()}: what it does meanwhile belongs to the operation. Must not throw.
   */
  default void resumed() {}

  /** The store has given something more; the caller works again. Must not throw. */
  default void paused() {}

  /**
   * A line about the operation is about to be written to the log: what marks lines that belong
   * together can be put around it. Not called for a level that is off.
   *
   * @param line writes it; to be run once
   */
  default void logged(Runnable line) {
    line.run();
  }

  /**
   * The operation is over: for a read and a list when the stream is closed, taken whole or has
   * failed, maybe on another thread; else right after {@link #answered}. Called once; must not
   * throw.
   *
   * @param outcome how it ended
   */
  default void ended(Outcome outcome) {}
}
