package dev.coffer.event;

import dev.coffer.FilePath;
import java.util.List;
import java.util.function.Supplier;

/** An intent that is recorded while its change is prepared. */
final class StagedIntent implements Runnable, FileEventLog.Change {
  private final Supplier<FileEventLog.Change> beginning;
  private volatile boolean recorded;

  StagedIntent(Supplier<FileEventLog.Change> beginning) {
    this.beginning = beginning;
  }

  /** Waits until the intent is recorded; throws if it cannot be. */
  @Override
  public void run() {
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
