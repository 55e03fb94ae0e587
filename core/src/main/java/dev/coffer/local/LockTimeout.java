package dev.coffer.local;

import java.util.concurrent.TimeUnit;

/**
 * How long a lock is waited for.
 *
 * @param nanos after which waiting is an error
 */
record LockTimeout(long nanos) {
  /** A minute; tests wait less. */
  static final LockTimeout USUAL = new LockTimeout(TimeUnit.SECONDS.toNanos(60));

  /** So long no living process keeps a lock; found before patience ends. */
  long stale() {
    return nanos - nanos / 12;
  }
}
