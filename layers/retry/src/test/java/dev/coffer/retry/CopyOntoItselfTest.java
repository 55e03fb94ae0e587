package dev.coffer.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.CopyOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FaultyFileStore;
import dev.coffer.testkit.Operation;
import org.junit.jupiter.api.Test;

/**
 * A copy of a version onto itself makes another version, so its repetition would find a conflict.
 */
class CopyOntoItselfTest {
  private final FaultyFileStore below = new FaultyFileStore(new InMemoryFileStore());
  private final FileStore store = new RetryingFileStore(below, RetryOptions.DEFAULTS.attempts(3));

  private void loseAnAnswer() {
    below.failAfter(
        Operation.COPY,
        1,
        () -> new ConnectionException(new ErrorContext("copy", "a", "memory"), "lost", null));
  }

  @Test
  void aLostAnswerIsNoConflict() {
    CopyOptions version = CopyOptions.DEFAULTS.ifMatch(store.write("a", "text").etag());
    loseAnAnswer();
    assertThatThrownBy(() -> store.copy("a", "a", version)).isInstanceOf(ConnectionException.class);
  }

  @Test
  void aCopyToAnotherPathIsRepeated() {
    CopyOptions version = CopyOptions.DEFAULTS.ifMatch(store.write("a", "text").etag());
    loseAnAnswer();
    store.copy("a", "b", version);
    assertThat(store.readString("b")).isEqualTo("text");
  }
}
