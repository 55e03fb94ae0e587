package dev.coffer.spi;

/** Waits for threads that must finish their work, for authors of stores and layers. */
public final class ThreadEnd {
  private ThreadEnd() {}

  /**
   * Returns once a thread has ended, or at once if it was never started. An interrupt of the
   * waiting thread does not end the wait; its interrupt flag stays set.
   *
   * @param thread not the current one
   */
  public static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
