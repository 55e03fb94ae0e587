package dev.coffer.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when the process is told to end in the middle of a command: the command's thread is
 * interrupted and has a moment to take back what is half done.
 */
final class ShutdownHook extends Thread {
  private static final long PATIENCE_SECONDS = 10;

  private final Thread worker;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean begun;

  private ShutdownHook(Thread worker) {
    this.worker = worker;
  }

  /** Watches over the thread that calls it until {@link #over}. */
  static ShutdownHook watch() {
    ShutdownHook ending = new ShutdownHook(Thread.currentThread());
    try {
      Runtime.getRuntime().addShutdownHook(ending);
    } catch (IllegalStateException e) {
      ending.begun = true;
      Thread.currentThread().interrupt();
    }
    return ending;
  }

  @Override
  public void run() {
    begun = true;
    worker.interrupt();
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process is ending. */
  boolean hasBegun() {
    return begun;
  }

  /** The command is done, one way or the other. */
  void over() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(this);
    } catch (IllegalStateException e) {
      // It runs, and goes on now.
    }
  }
}
