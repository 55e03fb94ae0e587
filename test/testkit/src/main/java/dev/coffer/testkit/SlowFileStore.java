package dev.coffer.testkit;

import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A layer that waits before each call. What waiting means is given: a {@link Gate} holds calls
 * until a test lets them go, and {@code call -> Thread.sleep(20)} is a slow network.
 *
 * <p>A call that is interrupted while it waits ends with an {@link InterruptedOperationException},
 * the interrupt flag set, and does nothing.
 */
public final class SlowFileStore extends WatchingFileStore {
  private final Pause pause;

  /** What happens before a call. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Returns when the call may go on.
     *
     * @param call what is about to be called
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    void before(RecordedCall call) throws InterruptedException;
  }

  /**
   * Wraps a store.
   *
   * @param delegate does the work; closed with this store
   * @param pause waits before each call, a close included; it may tell them apart
   */
  public SlowFileStore(FileStore delegate, Pause pause) {
    super(delegate);
    this.pause = pause;
  }

  @Override
  <T> T around(RecordedCall call, Supplier<T> action) {
    try {
      pause.before(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(call, e);
    }
    return action.get();
  }

  private InterruptedOperationException interrupted(RecordedCall call, InterruptedException cause) {
    String operation = call.operation().name().toLowerCase(Locale.ROOT);
    String path = call.paths().isEmpty() ? "" : call.paths().get(0).toString();
    return new InterruptedOperationException(
        new ErrorContext(operation, path, toString()), null, cause);
  }
}
