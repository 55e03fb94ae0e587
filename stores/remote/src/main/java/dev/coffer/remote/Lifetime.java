package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.InterruptedOperationException;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of a store, from opening to close, and the conditions that end its operations.
 * Thread-safe.
 */
public final class Lifetime {
  private final String store;
  private final String shown;
  private volatile boolean closed;

  /**
   * Starts the lifetime.
   *
   * @param store the store, for errors
   * @param shown the store as printed
   */
  public Lifetime(String store, String shown) {
    this.store = store;
    this.shown = shown;
  }

  /** Ends the lifetime. */
  public void close() {
    closed = true;
  }

  /**
   * Refuses operations after the close.
   *
   * @throws IllegalStateException if the store is closed
   */
  public void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed: " + shown);
    }
  }

  /**
   * Ends an operation if the store is closed or the thread is interrupted.
   *
   * @param operation for the error
   * @param path for the error
   * @throws IllegalStateException if the store is closed
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public void check(String operation, String path) {
    ensureOpen();
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(operation, path, store, null);
    }
  }

  /**
   * Returns the error for an interrupt and sets the interrupt flag.
   *
   * @param operation for the error
   * @param path for the error
   * @param store for the error
   * @param cause the exception thrown, if any
   * @return the error, to be thrown
   */
  public static InterruptedOperationException interrupted(
      String operation, String path, String store, @Nullable Throwable cause) {
    Thread.currentThread().interrupt();
    return new InterruptedOperationException(new ErrorContext(operation, path, store), null, cause);
  }

  /**
   * Runs an action that an earlier interrupt must not end. The interrupt flag is restored
   * afterwards.
   *
   * @param action the action, such as the end of an upload; does not throw
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
