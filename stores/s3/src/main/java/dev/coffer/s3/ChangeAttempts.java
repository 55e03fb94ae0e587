package dev.coffer.s3;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.Attempts;
import java.util.Optional;

/**
 * Retries writes, copies and moves. This is the only loop around the requests of a change; the SDK
 * below it retries single requests only.
 */
final class ChangeAttempts {
  private ChangeAttempts() {}

  /** A change that can be attempted more than once. */
  interface Change {
    /**
     * Attempts the change.
     *
     * @param attempts decides whether there is another attempt, and waits before it
     * @return the file; empty if the change must be attempted again
     */
    Optional<FileInfo> attempt(Attempts attempts);
  }

  /** Attempts a change until it succeeds or fails for good. */
  static FileInfo run(S3Bucket bucket, String operation, FilePath path, Change change) {
    Attempts attempts = bucket.attempts(operation, path);
    while (true) {
      bucket.check(operation, path.toString());
      Optional<FileInfo> made = change.attempt(attempts);
      if (made.isPresent()) {
        return made.get();
      }
    }
  }
}
