package dev.coffer.testkit;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.FileStore;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A store in which something happens at one of its calls, before it or after it. It is a file
 * system by its capabilities, so that a layer may remember what it has written.
 */
final class DisturbedFileStore extends WatchingFileStore {
  private final AtomicInteger calls = new AtomicInteger();
  private final int nth;
  private final Disturbance before;
  private final Disturbance after;
  private volatile boolean resting;

  /** What happens. */
  interface Disturbance {
    /** Nothing. */
    Disturbance NONE = (call, number) -> {};

    /**
     * Called with each call from the one on that is disturbed.
     *
     * @param number 0 for the disturbed call, and one more for each that follows
     */
    void happen(RecordedCall call, int number);
  }

  DisturbedFileStore(FileStore delegate, int nth, Disturbance before, Disturbance after) {
    super(delegate);
    this.nth = nth;
    this.before = before;
    this.after = after;
  }

  /** Makes calls that are not counted. */
  void atRest(Runnable action) {
    resting = true;
    action.run();
    resting = false;
  }

  @Override
  public Capabilities capabilities() {
    Capabilities below = super.capabilities();
    Set<Capability> supported = EnumSet.copyOf(below.supported());
    supported.addAll(Set.of(Capability.EXCLUSIVE_NAMES, Capability.PERSISTENT));
    return new Capabilities(
        supported, below.maxFileSize(), below.concurrency(), below.writeConcurrency());
  }

  /** Returns whether the call that is disturbed was made. */
  boolean isDisturbed() {
    return calls.get() >= nth;
  }

  @Override
  <T> T around(RecordedCall call, Supplier<T> action) {
    if (resting) {
      return action.get();
    }
    int number = calls.incrementAndGet() - nth;
    happen(before, call, number);
    T answer = action.get();
    happen(after, call, number);
    return answer;
  }

  private static void happen(Disturbance disturbance, RecordedCall call, int number) {
    if (number >= 0) {
      disturbance.happen(call, number);
    }
  }
}
