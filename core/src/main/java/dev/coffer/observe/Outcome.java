package dev.coffer.observe;

import dev.coffer.FileInfo;
import java.util.Optional;

/**
 * How an operation ended.
 *
 * @param error what was thrown; nothing when it succeeded
 * @param file the file as it stands after a write, a copy or a move, and the file that was read
 * @param bytes of a read those that were given to the caller; of a write, a copy and a move the
 *     size of the file
 * @param nanos how long the store took: of a read the opening and each piece, of a list until the
 *     first entry; what the caller does between the pieces does not count
 */
public record Outcome(Optional<Throwable> error, Optional<FileInfo> file, long bytes, long nanos) {
  /**
   * One word for it, of a small number of words.
   *
   * @return {@code ok}, or the kind of the error: {@code not-found}, {@code connection}
   */
  public String word() {
    return error.map(Outcome::word).orElse("ok");
  }

  /**
   * One word for an error, of a small number of words.
   *
   * @param error any
   * @return its kind: {@code not-found} for a {@code NotFoundException}
   */
  public static String word(Throwable error) {
    return ErrorNames.of(error);
  }
}
