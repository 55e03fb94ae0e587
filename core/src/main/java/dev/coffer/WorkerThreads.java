package dev.coffer;

import dev.coffer.concurrent.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which calls on several files run. They are daemons, end when idle, and are as many
 * as the running calls need; each call keeps to {@link Capabilities#concurrency()}.
 */
final class WorkerThreads {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Executor POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> DaemonThreads.unstarted("coffer-worker-" + COUNT.incrementAndGet(), task));

  private WorkerThreads() {}

  /** Runs a task on a thread of the pool, at once, with the call context of this thread. */
  static void run(Runnable task) {
    CallContext context = CallContext.capture();
    POOL.execute(() -> context.run(task));
  }
}
