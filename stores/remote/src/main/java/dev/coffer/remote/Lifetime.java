package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.InterruptedOperationException;
import org.jspecify.annotations.Nullable;

/** From the opening of a store to its close, and what ends its operations. Safe for all threads. */
public final class Lifetime {
  private final String store;
  private final String shown;
  private volatile boolean closed;

  /**
   * Begins.
   *
   * @param store the store, for errors
   * @param shown the store as it prints
   */
  public Lifetime(String store, String shown) {
    this.store = store;
    this.shown = shown;
  }

  /** Ends it. */
  public void close() {
    closed = true;
  }

  /**
   * Refuses what comes after the close.
   *
   * @throws IllegalStateException when the store is closed
   */
  public void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed: " + shown);
    }
  }

  /**
   * Ends an operation when the store was closed or the thread interrupted.
   *
   * @param operation for the error
   * @param path for the error
   * @throws IllegalStateException when the store is closed
   * @throws InterruptedOperationException when the thread is interrupted
   */
  public void check(String operation, String path) {
    ensureOpen();
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(operation, path, store, null);
    }
  }

  /**
   * The error of an interrupt; sets the flag.
   *
   * @param operation for the error
   * @param path for the error
   * @param store for the error
   * @param cause what was thrown, if anything
   * @return to be thrown
   */
  public static InterruptedOperationException interrupted(
      String operation, String path, String store, @Nullable Throwable cause) {
    Thread.currentThread().interrupt();
    return new InterruptedOperationException(new ErrorContext(operation, path, store), null, cause);
  }

  /**
   * Runs what must not be ended by an interrupt that has come before. The flag is as before
   * afterwards.
   *
   * @param action such as an upload's end; does not throw
   */
  public static void afterInterrupt(Runnable action) {
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return shown;
  }
}
