package dev.coffer.versioning;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.InterruptedOperationException;
import dev.coffer.concurrent.Backoff;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;

/** Counts how often others were faster at a path during one call, and waits a little after each. */
final class Losses {
  private static final int MOST = 8;
  private static final int MOST_REFUSALS = 50;
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(2), Duration.ofMillis(100));

  private final ErrorContext context;
  private int count;
  private int unexplained;

  Losses(ErrorContext context) {
    this.context = context;
  }

  /**
   * Refuses what is refused for its name, such as one below a link: nobody was faster. A store says
   * so by the cause.
   *
   * @throws ConflictException the refusal
   */
  static void requireCondition(ConflictException refusal) {
    for (Throwable cause = refusal.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof NotDirectoryException || cause instanceof DirectoryNotEmptyException) {
        throw refusal;
      }
    }
  }

  /**
   * Counts a loss.
   *
   * @param lost the file that was to be replaced or deleted
   * @param present the file that is there now
   * @param refusal of the change
   * @return whether to try again
   * @throws ConflictException the refusal, if the tries are over and nobody was faster
   */
  boolean tryAfterLoss(FileInfo lost, FileInfo present, ConflictException refusal) {
    count++;
    if (count < MOST) {
      pause();
      return true;
    }
    if (isSame(lost, present)) {
      throw refusal;
    }
    return false;
  }

  static boolean isSame(FileInfo lost, FileInfo present) {
    return lost.etag().equals(present.etag()) && lost.lastModified().equals(present.lastModified());
  }

  /**
   * Counts a refusal where no file was found. Another may have created and deleted it, but more
   * often there is a directory of that name, or a file in place of a directory.
   *
   * @throws ConflictException the refusal, if it is not explained by others
   */
  void afterRefusal(ConflictException refusal) {
    unexplained++;
    if (unexplained == MOST_REFUSALS) {
      throw refusal;
    }
    pause();
  }

  private void pause() {
    try {
      PAUSE.await(count + unexplained);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(context, null, e);
    }
  }
}
