package dev.coffer.observe;

import dev.coffer.FileInfo;
import java.util.Optional;

/**
 * The outcome of an operation.
 *
 * @param error the exception; empty if the operation succeeded
 * @param file the file after a write, a copy or a move, or the file that was read
 * @param bytes for a read, the bytes passed to the caller; for a write, a copy and a move, the size
 *     of the file
 * @param nanos the time that the store took: for a read, the opening and each part; for a list,
 *     until the first entry; the caller's own work in between does not count
 */
public record Outcome(Optional<Throwable> error, Optional<FileInfo> file, long bytes, long nanos) {
  /**
   * Returns one word for the outcome, from a small set.
   *
   * @return {@code ok}, or the kind of the error: {@code not-found}, {@code connection}
   */
  public String word() {
    return error.map(Outcome::word).orElse("ok");
  }

  /**
   * Returns one word for an error, from a small set.
   *
   * @param error any error
   * @return its kind: {@code not-found} for a {@code NotFoundException}
   */
  public static String word(Throwable error) {
    return ErrorNames.of(error);
  }
}
