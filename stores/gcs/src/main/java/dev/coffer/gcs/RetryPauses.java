package dev.coffer.gcs;

import com.google.api.client.http.HttpResponseException;
import dev.coffer.concurrent.Backoff;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a request is made again that was not done. */
final class RetryPauses {
  private static final int TOO_MANY = 429;

  /**
   * An object takes about one change a second. Whoever waited longer than that each time would be
   * overtaken by those who come new.
   */
  private static final Backoff OF_TOO_MANY =
      new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));

  private RetryPauses() {}

  /** Waits as the failure asks for, and says whether there shall be another attempt. */
  static boolean after(IOException failure, Attempts attempts) {
    Optional<Duration> asked = asked(failure);
    if (asked.isPresent()) {
      return attempts.again(asked.get());
    }
    return GcsErrors.status(failure) == TOO_MANY
        ? attempts.again(OF_TOO_MANY)
        : attempts.again(failure);
  }

  private static Optional<Duration> asked(IOException failure) {
    return failure instanceof HttpResponseException answer && answer.getHeaders() != null
        ? RetryAfter.of(answer.getHeaders().getRetryAfter(), Instant.now())
        : Optional.empty();
  }
}
