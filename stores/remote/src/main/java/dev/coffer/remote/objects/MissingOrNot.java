package dev.coffer.remote.objects;

import dev.coffer.ErrorContext;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.ClientCalls;
import dev.coffer.remote.objects.ObjectFailures.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds the two meanings of a failure together: only a refusal that tells of a missing object may
 * become the error of a missing file. An answer 404 of a proxy, or of a missing bucket, does not
 * tell that, and whoever believes it takes what exists for deleted.
 */
record MissingOrNot(ObjectFailures failures) implements ClientCalls.Translation {
  @Override
  public RuntimeException translate(ErrorContext context, RuntimeException failure) {
    RuntimeException error = failures.translate(context, failure);
    return error instanceof NotFoundException && failures.refusal(failure) != Refusal.MISSING
        ? new StorageFailureException(
            context,
            "the answer 'not found' does not say that it is about the file: a proxy may have sent"
                + " it, or the endpoint is that of another service",
            failure)
        : error;
  }

  @Override
  public boolean isTransient(RuntimeException failure) {
    return failures.isTransient(failure);
  }

  @Override
  public Optional<Duration> retryAfter(RuntimeException failure) {
    return failures.retryAfter(failure);
  }
}
