package dev.coffer.observe;

/** Waits for threads that must not be left before they have done their work. */
final class EndOfThread {
  private EndOfThread() {}

  /**
   * Returns when a thread has ended or was never started. An interrupt does not; its flag stays.
   */
  static void await(Thread thread) {
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
