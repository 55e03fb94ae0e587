package dev.coffer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads bring about and give no signal of. */
final class Eventually {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private Eventually() {}

  static void holds(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE) {
        throw new AssertionError("never: " + what);
      }
      LockSupport.parkNanos(1000);
    }
  }
}
