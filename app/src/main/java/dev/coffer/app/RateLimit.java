package dev.coffer.app;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** How many bytes a second may pass, on all threads together. */
final class RateLimit {
  static final VerbOption OPTION =
      new VerbOption("--limit", "SIZE", "At most so many bytes a second, such as 10MiB.");

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final double bytesPerSecond;
  private final LongSupplier clock;
  private final LongConsumer pause;
  private long end;

  /**
   * Makes a limit.
   *
   * @param clock the time in nanoseconds
   * @param pause waits for some nanoseconds, or for less
   */
  RateLimit(long bytesPerSecond, LongSupplier clock, LongConsumer pause) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.pause = pause;
    this.end = clock.getAsLong();
  }

  /** Returns a throttled view of a store, or the store itself if the call names no limit. */
  static ThrottledFileStore.Throttle of(ParsedArguments words) {
    OptionalLong limit = OptionValues.size(words, OPTION);
    if (limit.isEmpty()) {
      return store -> store;
    }
    if (limit.getAsLong() == 0) {
      throw new CommandException(ExitCode.USAGE, "--limit is at least one byte a second");
    }
    RateLimit shared = new RateLimit(limit.getAsLong(), System::nanoTime, LockSupport::parkNanos);
    return store -> new ThrottledFileStore(store, shared);
  }

  /** Waits until bytes that have passed are paid for. An interrupt ends the wait and stays set. */
  void pass(long bytes) {
    long until = reserve(bytes);
    for (long left = until - clock.getAsLong();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = until - clock.getAsLong()) {
      pause.accept(left);
    }
  }

  /** Returns the time at which the bytes are paid for; time in which none passed is lost. */
  synchronized long reserve(long bytes) {
    end = Math.max(end, clock.getAsLong()) + (long) (bytes / bytesPerSecond * NANOS);
    return end;
  }
}
