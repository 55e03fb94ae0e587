package dev.coffer.gcs;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long: a socket that takes no more bytes would otherwise block for ever. The
 * JDK's one thread for timeouts rings it.
 */
final class Alarm {
  private final CompletableFuture<Void> bell = new CompletableFuture<>();
  private volatile boolean rang;

  /**
   * Sets it.
   *
   * @param action run when the time is over, unless it was switched off
   */
  Alarm(Duration time, Runnable action) {
    CompletableFuture<Void> unused =
        bell.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(
                late -> {
                  rang = true;
                  action.run();
                  return null;
                });
  }

  void off() {
    bell.complete(null);
  }

  boolean rang() {
    return rang;
  }
}
