package dev.coffer.versioning;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.InterruptedOperationException;
import dev.coffer.concurrent.Backoff;
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
   * Counts a loss.
   *
   * @return whether to try again
   */
  boolean tryAfterLoss() {
    count++;
    return count < MOST && pause();
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
    boolean unused = pause();
  }

  private boolean pause() {
    try {
      PAUSE.await(count + unexplained);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(context, null, e);
    }
  }
}
