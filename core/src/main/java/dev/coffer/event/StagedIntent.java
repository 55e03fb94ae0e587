package dev.coffer.event;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InterruptedOperationException;
import java.util.List;
import java.util.function.Supplier;

/** An intent that is recorded while its change is prepared. */
final class StagedIntent implements Runnable, FileEventLog.Change {
  private final Supplier<FileEventLog.Change> beginning;
  private final ErrorContext context;
  private volatile boolean recorded;

  /**
   * Creates the intent of a change.
   *
   * @param beginning waits for its record
   * @param context of the change
   */
  StagedIntent(Supplier<FileEventLog.Change> beginning, ErrorContext context) {
    this.beginning = beginning;
    this.context = context;
  }

  /**
   * Waits until the intent is recorded; throws if it cannot be, or if the thread is interrupted: so
   * the store does not begin what it would give up.
   */
  @Override
  public void run() {
    FileEventLog.Change unused = beginning.get();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedOperationException(context, null, null);
    }
    recorded = true;
  }

  /** Waits after the change, which a store may have made without the step before it. */
  void await() {
    FileEventLog.Change unused = beginning.get();
    recorded = true;
  }

  /** Returns whether the change may have been seen by anybody. */
  boolean isRecorded() {
    return recorded;
  }

  /** Ends the change; one without a recorded intent was not made, and its caller knows why. */
  @Override
  public void end(List<FileEvent> done, List<FilePath> unknown) {
    FileEventLog.Change begun;
    try {
      begun = beginning.get();
    } catch (RuntimeException | Error e) {
      return;
    }
    begun.end(done, unknown);
  }
}
