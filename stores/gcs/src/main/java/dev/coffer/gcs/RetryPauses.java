package dev.coffer.gcs;

import com.google.api.client.http.HttpResponseException;
import dev.coffer.concurrent.Backoff;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Determines when a failed request is retried. */
final class RetryPauses {
  private static final int TOO_MANY = 429;

  /**
   * An object accepts about one change per second. A request that paused longer than that would be
   * overtaken by newer ones.
   */
  private static final Backoff OF_TOO_MANY =
      new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));

  private RetryPauses() {}

  /** Pauses as the failure requires, and returns whether there is another attempt. */
  static boolean after(IOException failure, Attempts attempts) {
    Optional<Duration> requestedPause = requestedPause(failure);
    if (requestedPause.isPresent()) {
      return attempts.again(requestedPause.get());
    }
    return GcsErrors.status(failure) == TOO_MANY
        ? attempts.again(OF_TOO_MANY)
        : attempts.again(failure);
  }

  private static Optional<Duration> requestedPause(IOException failure) {
    return failure instanceof HttpResponseException answer && answer.getHeaders() != null
        ? RetryAfter.of(answer.getHeaders().getRetryAfter(), Instant.now())
        : Optional.empty();
  }
}
