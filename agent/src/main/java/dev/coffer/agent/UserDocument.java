package dev.coffer.agent;

import dev.coffer.ConflictException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.WriteOptions;
import dev.coffer.concurrent.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A file of JSON that is read as a whole and changed by compare-and-set.
 *
 * @param empty what there is if the file does not exist
 * @param read makes a value of the text of the file
 * @param write makes the text of a value
 */
record UserDocument<T>(
    FileStore store,
    Sealing sealing,
    T empty,
    Function<String, T> read,
    Function<T, String> write) {
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(2), Duration.ofMillis(100));
  private static final int MOST_WITHOUT_CHANGE = 5;

  T load() {
    return find().map(JsonFile::value).orElse(empty);
  }

  private Optional<JsonFile<T>> find() {
    return JsonFile.find(store, sealing.path(), text -> read.apply(sealing.open(text)));
  }

  /**
   * Changes the value that is there when the change is written. A conflict means that somebody
   * else's change came first, as long as the file is another one afterwards.
   */
  T update(UnaryOperator<T> change) {
    int withoutChange = 0;
    Optional<JsonFile<T>> present = find();
    for (int attempt = 1; ; attempt++) {
      T next = change.apply(present.map(JsonFile::value).orElse(empty));
      try {
        store.write(sealing.path(), sealing.seal(write.apply(next)), condition(present));
        return next;
      } catch (ConflictException e) {
        pause(attempt);
        Optional<JsonFile<T>> now = find();
        withoutChange = etag(now).equals(etag(present)) ? withoutChange + 1 : 0;
        if (withoutChange == MOST_WITHOUT_CHANGE) {
          throw e;
        }
        present = now;
      }
    }
  }

  private static WriteOptions condition(Optional<? extends JsonFile<?>> present) {
    return etag(present)
        .map(WriteOptions.DEFAULTS::ifMatch)
        .orElseGet(WriteOptions.DEFAULTS::ifAbsent);
  }

  private static Optional<String> etag(Optional<? extends JsonFile<?>> present) {
    return present.map(file -> file.info().etag());
  }

  private void pause(int attempt) {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSES.pause(attempt).toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(
          new ErrorContext("write", sealing.path(), store.name()), null, e);
    }
  }

  /** Shows the path and nothing of the value. */
  @Override
  public String toString() {
    return "UserDocument[" + sealing.path() + "]";
  }
}
