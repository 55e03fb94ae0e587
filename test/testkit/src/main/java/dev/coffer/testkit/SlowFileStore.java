package dev.coffer.testkit;

import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A layer that waits before each call. How it waits is up to a {@link Pause}: a {@link Gate} holds
 * calls until a test releases them, and {@code call -> Thread.sleep(20)} simulates a slow network.
 *
 * <p>A call that is interrupted while it waits does nothing and throws an {@link
 * InterruptedOperationException}, with the interrupt flag set.
 */
public final class SlowFileStore extends WatchingFileStore {
  private final Pause pause;

  /** Waits before a call. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits until the call may continue.
     *
     * @param call the call about to be made
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void before(RecordedCall call) throws InterruptedException;
  }

  /**
   * Wraps a store.
   *
   * @param delegate does the work; closed with this store
   * @param pause waits before each call, including a close; it may distinguish them
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
