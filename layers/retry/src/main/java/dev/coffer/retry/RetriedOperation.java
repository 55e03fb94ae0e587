package dev.coffer.retry;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.InterruptedOperationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The operation that errors name, and these errors.
 *
 * @param operation the operation
 * @param path its path
 * @param store the name of the store
 */
record RetriedOperation(String operation, FilePath path, String store) {
  ConnectionException late(Duration limit, @Nullable Throwable cause) {
    String hint =
        "it took longer than the deadline of " + shown(limit) + " and was ended; " + remedy();
    return connection(hint, cause);
  }

  private String remedy() {
    return switch (operation) {
      case "read", "stat", "list" -> "try again, or raise the option deadline";
      default ->
          "it may have been done nevertheless: check before you retry, or raise the option"
              + " deadline";
    };
  }

  ConnectionException refused(Duration left) {
    String next =
        left.isZero()
            ? "one call is being tried"
            : "the next call is let through"
                + " in "
                + shown(left)
                + ", as the option breaker.delay says";
    return connection("the last calls have failed, so calls are refused; " + next, null);
  }

  ConnectionException connection(String hint, @Nullable Throwable cause) {
    return new ConnectionException(
        new ErrorContext(operation, path.toString(), store), hint, cause);
  }

  /** Restores the interrupt flag and returns the error. */
  InterruptedOperationException interrupted(Throwable cause) {
    Thread.currentThread().interrupt();
    return new InterruptedOperationException(
        new ErrorContext(operation, path.toString(), store), null, cause);
  }

  /** {@code 1500ms} or {@code 2s}, as options are written. */
  private static String shown(Duration time) {
    long millis = Math.max(1, time.toMillis());
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
