package dev.coffer.retry;

import dev.coffer.ConnectionException;
import dev.coffer.FilePath;
import dev.coffer.InterruptedOperationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is about, and the errors that tell so.
 *
 * @param operation as errors name it
 * @param path as errors name it
 * @param store as errors name it
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
          "it may have been done all the same: look before you try again, or raise the option"
              + " deadline";
    };
  }

  ConnectionException refused(Duration left) {
    String next =
        left.isZero()
            ? "one is being tried"
            : "the next is let through in " + shown(left) + ", as the option breaker.delay says";
    return connection("the last calls have failed, so none is made; " + next, null);
  }

  ConnectionException connection(String hint, @Nullable Throwable cause) {
    return new ConnectionException(operation, path.toString(), store, hint, cause);
  }

  /** Sets the flag. */
  InterruptedOperationException interrupted(Throwable cause) {
    Thread.currentThread().interrupt();
    return new InterruptedOperationException(operation, path.toString(), store, null, cause);
  }

  /** {@code 1500ms} or {@code 2s}, as options are written. */
  private static String shown(Duration time) {
    long millis = Math.max(1, time.toMillis());
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
