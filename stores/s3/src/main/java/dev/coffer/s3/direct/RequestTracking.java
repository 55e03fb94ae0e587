package dev.coffer.s3.direct;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the attempts of calls, for request listeners and deadlines. */
public interface RequestTracking {
  /**
   * Sets the operation of the next request of this thread.
   *
   * @param operation the SDK's name of the operation; null if it is not known
   */
  void next(@Nullable String operation);

  /**
   * Makes a call that repeats an earlier request; its attempts and its time are counted from that
   * request.
   *
   * @param <T> the result
   * @param began the {@link System#nanoTime} at which the earlier request began
   * @param call the call
   * @return its result
   */
  <T> T repeat(long began, Supplier<T> call);
}
