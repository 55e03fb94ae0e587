package dev.coffer.concurrent;

import java.lang.reflect.UndeclaredThrowableException;

/** What a task has thrown on another thread, to be thrown on the one that waits for it. */
public final class TaskFailure {
  private TaskFailure() {}

  /**
   * Returns the exception to throw. An {@link Error} is thrown at once.
   *
   * @param thrown what the task has thrown
   * @return the same, or one around an exception that the task did not declare
   */
  public static RuntimeException toThrow(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new UndeclaredThrowableException(thrown);
  }
}
