package dev.coffer.gcs;

import dev.coffer.remote.Timers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long: a socket that takes no more bytes would otherwise block for ever. */
final class Alarm {
  private final Future<?> timer;
  private volatile boolean rang;

  /**
   * Sets it.
   *
   * @param action run when the time is over, unless it was switched off
   */
  Alarm(Duration time, Runnable action) {
    this.timer =
        Timers.shared()
            .schedule(
                () -> {
                  rang = true;
                  action.run();
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  void off() {
    timer.cancel(false);
  }

  boolean rang() {
    return rang;
  }
}
