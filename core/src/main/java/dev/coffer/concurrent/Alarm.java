package dev.coffer.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long: a socket that takes no more bytes would otherwise block for ever. */
public final class Alarm {
  private final Future<?> timer;
  private volatile boolean rang;

  /**
   * Sets it.
   *
   * @param time from now on
   * @param action run when the time is over, unless it was switched off
   */
  public Alarm(Duration time, Runnable action) {
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

  /** Switches it off; when it has rung, nothing happens. */
  public void off() {
    timer.cancel(false);
  }

  /**
   * Whether the time was over before it was switched off.
   *
   * @return true once the action has begun
   */
  public boolean rang() {
    return rang;
  }
}
