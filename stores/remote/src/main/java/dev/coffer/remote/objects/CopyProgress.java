package dev.coffer.remote.objects;

import dev.coffer.ConflictException;
import dev.coffer.concurrent.Backoff;
import dev.coffer.remote.Attempts;
import dev.coffer.remote.objects.ObjectFailures.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Waits for a copy that the service makes after its answer. */
final class CopyProgress {
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(20), Duration.ofMillis(500));

  /** A large copy takes as long as it takes; a close of the store and an interrupt end the wait. */
  private static final Duration FOREVER = Duration.ofDays(365);

  private final ServiceObjects objects;
  private final String operation;
  private final String path;

  CopyProgress(ServiceObjects objects, Attempts attempts) {
    this.objects = objects;
    this.operation = attempts.operation();
    this.path = attempts.path();
  }

  /** Returns the complete copy. */
  StoredObject await(ObjectCopy begun) {
    ObjectCopy copy = begun;
    Attempts questions = new Attempts(operation, path, objects.store(), FOREVER);
    for (Supplier<ObjectCopy> next = copy.question(); next != null; next = copy.question()) {
      boolean unused = questions.again(PAUSES);
      copy = ask(next);
    }
    return Objects.requireNonNull(copy.made());
  }

  private ObjectCopy ask(Supplier<ObjectCopy> question) {
    Attempts attempts = objects.attempts(operation, path);
    try {
      return objects.calls.send(attempts, question);
    } catch (RuntimeException e) {
      throw objects.failures.refusal(e) == Refusal.MISSING
          ? new ConflictException(
              attempts.context(), "the copy was deleted before it was complete", e)
          : objects.calls.translate(attempts.context(), e);
    }
  }
}
