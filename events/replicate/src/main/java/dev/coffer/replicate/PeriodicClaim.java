package dev.coffer.replicate;

import dev.coffer.ConfigurationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A claim that is checked once a lease, by whoever asks first. */
final class PeriodicClaim {
  private final Claim claim;
  private final long lease;
  private final ReentrantLock checking = new ReentrantLock();
  private boolean checked;
  private long last;

  PeriodicClaim(Claim claim, Duration lease) {
    this.claim = claim;
    this.lease = lease.toNanos();
  }

  /**
   * Returns if the claim held within the last lease.
   *
   * @throws ConfigurationException if it no longer holds
   */
  void check() {
    checking.lock();
    try {
      if (!checked || System.nanoTime() - last >= lease) {
        long now = System.nanoTime();
        checked = false;
        Optional<ConfigurationException> refusal = claim.check();
        if (refusal.isPresent()) {
          throw refusal.get();
        }
        checked = true;
        last = now;
      }
    } finally {
      checking.unlock();
    }
  }
}
