package dev.coffer.audit;

import java.io.IOException;

/** Thrown if another process has the lock of a trail and does not release it. */
final class LockedTrailException extends IOException {
  private static final long serialVersionUID = 1L;

  LockedTrailException(SharedLock lock, String end) {
    super("another process has the lock " + lock + ", and " + end);
  }
}
