package dev.coffer.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The timers that end what takes too long, for all stores of the process. One that is cancelled is
 * forgotten at once. The one thread is a daemon and ends some seconds after the last timer, so
 * nobody closes it.
 *
 * <p>A timer that becomes the next one due wakes the thread, and where every request sets the only
 * one, every request would. As long as timers are set, another that is due before them waits along.
 */
public final class Timers extends ScheduledThreadPoolExecutor {
  private static final Timers SHARED = new Timers();
  private static final long LOOK_SECONDS = 1;

  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean used;

  Timers() {
    super(1, DaemonThreads.named("coffer-timeouts"));
    setRemoveOnCancelPolicy(true);
    setKeepAliveTime(5, TimeUnit.SECONDS);
    allowCoreThreadTimeOut(true);
  }

  /**
   * Those of the process.
   *
   * @return never shut down
   */
  public static Timers shared() {
    return SHARED;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
    note();
    return super.schedule(action, delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> action, long delay, TimeUnit unit) {
    note();
    return super.schedule(action, delay, unit);
  }

  private void note() {
    if (!used) {
      used = true;
    }
    if (!looking.get() && looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void lookLater() {
    ScheduledFuture<?> unused = super.schedule(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    if (used) {
      used = false;
      lookLater();
    } else {
      looking.set(false);
    }
  }
}
