package dev.coffer.s3.direct;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the attempts of calls, for whoever listens to requests and for deadlines. */
public interface RequestTracking {
  /**
   * Names the operation of the next request of this thread.
   *
   * @param operation as the SDK calls it; null if it is not known
   */
  void next(@Nullable String operation);

  /**
   * Makes a call that repeats an earlier request: its attempts and its time count from that one.
   *
   * @param <T> the result
   * @param began when the earlier request began, in terms of {@link System#nanoTime}
   * @param call the call
   * @return its result
   */
  <T> T again(long began, Supplier<T> call);
}
