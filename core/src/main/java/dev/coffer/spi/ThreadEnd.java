package dev.coffer.spi;

/**
 * Waits for threads that must not be left before they have done their work, for authors of stores
 * and layers.
 */
public final class ThreadEnd {
  private ThreadEnd() {}

  /**
   * Returns when a thread has ended or was never started. An interrupt of the one that waits does
   * not end it; the flag stays.
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
